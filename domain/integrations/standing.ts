import type { integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { endOf } from '#/domain/data-map/retention.ts';
import { type Home, transferFault } from './transfer.ts';

type Values = ValuesOf<typeof integration>;
type At = { readonly now: number; readonly home: Home };

/** How long people can look at a tool, and object, before it gets anything. */
const objectionDays = 30;

/** From when on an announced integration may get data, epoch milliseconds. */
export const startsAt = ({ announcedAt }: Pick<Values, 'announcedAt'>): number | undefined =>
  announcedAt === undefined ? undefined : endOf(Date.parse(announcedAt), { days: objectionDays });

/** Where it stands at this moment: an announced integration becomes active by itself. */
export function stateAt(values: Pick<Values, 'state' | 'announcedAt'>, now: number): Values['state'] | 'active' {
  const from = startsAt(values);
  return values.state === 'announced' && from !== undefined && from <= now ? 'active' : values.state;
}

/**
 * What stands against sending anything to it, whatever its state, in words that say the mend; empty when nothing does.
 * Assessments and mechanisms run out, so this is asked each time.
 */
export function faultsOf(values: Values, { now, home }: At): string[] {
  const day = new Date(now).toISOString().slice(0, 10);
  const { assessment, agreement, healthData, baaId } = values;
  const faults = [
    assessment.until <= day &&
      `The assessment ${assessment.id} of the vendor ran out on ${assessment.until}; renew it.`,
    assessment.done > day && `The assessment ${assessment.id} of the vendor is dated in the future.`,
    !agreement.audits && `The agreement ${agreement.id} gives no right to audits.`,
    healthData && !baaId && 'Health data takes a business associate agreement (baaId).',
    transferFault(values, home, day),
  ];
  return faults.filter((fault) => typeof fault === 'string');
}

/** Whether it may get data now. */
export const isOpen = (values: Values, at: At): boolean =>
  stateAt(values, at.now) === 'active' && faultsOf(values, at).length === 0;

/** What people were told: when it changes they are told again, and have the same time to object. */
const told = ['processor', 'manifest', 'purposeClass', 'country', 'mechanism', 'healthData'] as const;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A change takes the signature away; a change of what people were told takes the announcement away, too. */
export function afterChange(values: Values, changes: Partial<Values>, changedBy: string): Values {
  const { signedBy: _, signedAt: __, announcedAt, suspendedFor: ___, ...rest } = { ...values, ...changes };
  const isTold = told.every((name) => !(name in changes) || isSame(values[name], changes[name]));
  return { ...rest, state: 'draft', changedBy, ...(isTold && announcedAt ? { announcedAt } : {}) };
}

/** A signature takes it back to where it was: people who know of it need not be told again. */
export const afterSignature = ({ suspendedFor: _, ...values }: Values, signedBy: string, signedAt: string): Values => ({
  ...values,
  state: values.announcedAt ? 'announced' : 'signed',
  signedBy,
  signedAt,
});
