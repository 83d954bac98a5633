import { below, type Figure, isSafe, movedBy, type Size } from './figure.ts';
import { floors, type Report } from './floors.ts';
import type { Participant } from './people.ts';

/** The exact sums that were let out last: of the organisation (`termsId` null) or of a programme. */
export type Sums = { readonly termsId: string | null } & { readonly [R in Report]?: Figure | undefined };

/** A figure that can be let out as part of the total. */
type Measured = Size & { readonly figure: Figure };
type Measures = { readonly [R in Report]?: Measured | undefined };

/** A programme in a month: what can be told of it, and whom that counts. */
export type Programme = {
  readonly termsId: string;
  readonly measures: Measures;
  readonly counted: readonly Participant[];
};

/** Those counted before, and newcomers as soon as they are a group. */
function countedIn(people: readonly Participant[]) {
  const newcomers = people.filter(({ counted }) => !counted);
  const admitted = newcomers.length >= floors.group ? newcomers : [];
  return { counted: [...people.filter(({ counted }) => counted), ...admitted], admitted: admitted.length };
}

/**
 * Measures a programme. Nobody is taken off `participants`, which grows by a group at a time: whatever is added or taken from
 * each other over the months is a group. The other figures are about those who are counted and still take part.
 */
export function measure(
  termsId: string,
  people: readonly Participant[],
  last: Sums | undefined,
  random: () => number,
): Programme {
  const { counted, admitted } = countedIn(people);
  const sum = (last?.participants?.sum ?? 0) + admitted;
  if (sum === 0) return { termsId, counted, measures: {} };
  const participants = movedBy('participants', sum, last?.participants, random);
  const active = counted.filter((one) => one.active);
  const coached = counted.filter((one) => one.sessions > 0);
  const sessions = coached.reduce((total, one) => total + one.sessions, 0);
  const of = (some: readonly Participant[], figure: () => Figure): Measured | undefined => {
    const size = { people: some.length, others: counted.length - some.length };
    return isSafe(size, floors.group) ? { ...size, figure: figure() } : undefined;
  };
  return {
    termsId,
    counted,
    measures: {
      participants: { people: sum, others: Number.POSITIVE_INFINITY, figure: participants },
      active: of(active, () => below(movedBy('active', active.length, last?.active, random), participants)),
      sessions: of(coached, () => movedBy('sessions', sessions, last?.sessions, random)),
    },
  };
}
