import { legitimatePurposes } from '#/domain/data-map/purposes.ts';
import { kinds, type RequestKind } from './kinds.ts';
import { earlyTargets, targetOf } from './targets.ts';

/** What a person sends with a request. */
export type Ask = {
  readonly kind: RequestKind;
  readonly about?: string | undefined;
  readonly grace?: boolean | undefined;
  readonly words?: string | undefined;
  readonly displayName?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
};
type Fault = { readonly field: string; readonly problem: string };

export const corrections = ['displayName', 'timeZone', 'locale'] as const;

const listed = (names: readonly string[]): string => names.join(', ');

function aboutFaults({ kind, about }: Ask): Fault[] {
  const fault = (problem: string): Fault[] => [{ field: 'body.about', problem }];
  switch (kinds[kind].reach) {
    case 'purpose':
      return legitimatePurposes.some((purpose) => purpose === about)
        ? []
        : fault(`must be a purpose that rests on an interest of ours: ${listed(legitimatePurposes)}`);
    case 'target':
      return targetOf(about ?? '')
        ? []
        : fault(`must be a kind of record, or one record such as note:eu.note_...: ${listed(earlyTargets())}`);
    default:
      return about === undefined ? [] : fault(`${kind} is about everything; leave it out`);
  }
}

/** What is wrong with a request, field by field, for its kind. */
export function askFaults(ask: Ask): Fault[] {
  const { kind, grace, words } = ask;
  const corrected = corrections.filter((name) => ask[name] !== undefined);
  const isEmpty = kind === 'rectification' && words === undefined && corrected.length === 0;
  return [
    ...aboutFaults(ask),
    ...(grace !== undefined && kind !== 'erasure'
      ? [{ field: 'body.grace', problem: 'only an erasure can be called off later; leave it out' }]
      : []),
    ...(kind === 'rectification'
      ? []
      : corrected.map((name) => ({ field: `body.${name}`, problem: 'belongs to a rectification; leave it out' }))),
    ...(isEmpty
      ? [{ field: 'body.words', problem: `must say what is wrong, unless one of ${listed(corrections)} is given` }]
      : []),
  ];
}
