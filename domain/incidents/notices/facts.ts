import type { Controller } from '#/domain/consent/receipt-facts.ts';
import { type Category, categories } from '#/domain/data-map/categories.ts';
import type { RootCause } from '#/domain/incidents/case/standing.ts';
import { actionOf } from '#/domain/incidents/catalogue.ts';
import type { Phase } from '#/domain/incidents/clocks/clock.ts';
import type { Place } from './elements.ts';
import { advice, agencies, causes, consequences, delays, peopleTold, perpetrators, planned, police } from './words.ts';

type Choice<T> = keyof T;

/** What a case says in its notices: counts, categories, times, actions and choices from lists. No member takes a text. */
export type NoticeCase = {
  readonly incidentId: string;
  readonly phase: Phase;
  readonly controller: Pick<Controller, 'controllerName' | 'controllerAddress' | 'privacyContact' | 'region'>;
  readonly nature: readonly ('confidentiality' | 'integrity' | 'availability')[];
  readonly awareAt: number;
  readonly occurred?: { readonly from: number; readonly to: number } | undefined;
  readonly cause?: RootCause | undefined;
  /** Computed from the access log. */
  readonly scope?:
    | {
        readonly people: number;
        /** Of the law that the notice is for. */
        readonly residents: number;
        readonly records: number;
        readonly categories: readonly Category[];
        readonly roles: readonly ('client' | 'coach' | 'sponsor' | 'org_admin')[];
      }
    | undefined;
  /** Ids of the actions that were taken. */
  readonly actions: readonly string[];
  readonly planned?: readonly Choice<typeof planned>[] | undefined;
  readonly consequences?: readonly Choice<typeof consequences>[] | undefined;
  readonly advice?: readonly Choice<typeof advice>[] | undefined;
  readonly agencies?: readonly Choice<typeof agencies>[] | undefined;
  readonly delay?: Choice<typeof delays> | undefined;
  readonly peopleTold?: Choice<typeof peopleTold> | undefined;
  readonly police?: Choice<typeof police> | undefined;
  readonly perpetrator?: Choice<typeof perpetrators> | undefined;
};

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const said = <T extends Readonly<Record<string, string>>>(table: T, chosen: readonly (keyof T)[] | undefined) =>
  chosen && chosen.length > 0 ? chosen.map((one) => table[one]).join(' ') : undefined;
const one = <T extends Readonly<Record<string, string>>>(table: T, chosen: keyof T | undefined) =>
  said(table, chosen === undefined ? undefined : [chosen]);

const subjectNames = { client: 'clients', coach: 'coaches', sponsor: 'sponsors', org_admin: 'administrators' } as const;
const protection =
  'Records are encrypted for each person and purpose with keys of their own (AES-256-GCM); every access is logged.';

/** What the places of a notice are filled with; a place that the case cannot fill yet is undefined. */
export function placesFrom(of: NoticeCase): Readonly<Record<Place, string | undefined>> {
  const { scope, occurred, controller } = of;
  return {
    incidentId: of.incidentId,
    phase: of.phase,
    controllerName: controller.controllerName,
    controllerAddress: controller.controllerAddress,
    privacyContact: controller.privacyContact.replace(/^mailto:/, ''),
    region: controller.region,
    nature: of.nature.join(', ') || undefined,
    cause: one(causes, of.cause),
    occurredFrom: occurred && moment(occurred.from),
    occurredTo: occurred && moment(occurred.to),
    awareAt: moment(of.awareAt),
    subjects: scope?.roles.map((role) => subjectNames[role]).join(', ') || undefined,
    people: scope && String(scope.people),
    residents: scope && String(scope.residents),
    records: scope && String(scope.records),
    categories:
      scope?.categories.map((category) => categories[category].says.replace(/\.$/, '')).join('; ') || undefined,
    consequences: said(consequences, of.consequences),
    measures: of.actions.map((id) => actionOf(id).says).join('; ') || undefined,
    planned: said(planned, of.planned),
    advice: said(advice, of.advice),
    safeguards: protection,
    delayReason: one(delays, of.delay),
    peopleTold: one(peopleTold, of.peopleTold),
    police: one(police, of.police),
    perpetrator: one(perpetrators, of.perpetrator),
    agencies: said(agencies, of.agencies),
  };
}
