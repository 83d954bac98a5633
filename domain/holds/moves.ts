import type { HoldState } from './reasons.ts';

/** A hold as far as its course goes; people by id, moments in epoch ms. */
export type HoldStanding = {
  readonly state: HoldState;
  readonly placedBy: string;
  readonly approvedBy?: string | undefined;
  readonly releaseAskedBy?: string | undefined;
  readonly releasedBy?: string | undefined;
  /** Until when a provisional hold binds. */
  readonly lapsesAt?: number | undefined;
};

/** Hours in which a second person has to confirm the hold that an incident placed by itself. */
export const provisionalHours = 72;

type Rule = { readonly from: readonly HoldState[]; readonly to: HoldState };
const moves = {
  approve: { from: ['requested', 'provisional'], to: 'in_force' },
  ask_release: { from: ['in_force'], to: 'release_requested' },
  release: { from: ['release_requested'], to: 'released' },
  lapse: { from: ['provisional'], to: 'lapsed' },
  // The response that placed it was released: nobody has to wait for it to lapse.
  withdraw: { from: ['provisional'], to: 'released' },
} as const satisfies Record<string, Rule>;
export type HoldMove = keyof typeof moves;

/** Who acted before, and so may not be the second person as well. */
const firstPerson = (hold: HoldStanding, move: HoldMove): string | undefined =>
  ({
    approve: hold.placedBy,
    ask_release: undefined,
    release: hold.releaseAskedBy,
    lapse: undefined,
    withdraw: undefined,
  })[move];

const particulars = (move: HoldMove, by: string): Partial<HoldStanding> =>
  ({
    approve: { approvedBy: by },
    ask_release: { releaseAskedBy: by },
    release: { releasedBy: by },
    lapse: {},
    withdraw: { releasedBy: by },
  })[move];

/** The hold after a move by somebody, or in words why it cannot be made. */
export function holdAfter<H extends HoldStanding>(
  hold: H,
  move: HoldMove,
  by: string,
  now: number,
): H | { readonly refusal: string } {
  const { from, to }: Rule = moves[move];
  if (!from.includes(hold.state)) return { refusal: `A hold that is ${hold.state} does not take this step.` };
  if (firstPerson(hold, move) === by) return { refusal: 'This takes a second person; ask a colleague.' };
  const { lapsesAt } = hold;
  const isOver = hold.state === 'provisional' && lapsesAt !== undefined && lapsesAt <= now;
  if (move === 'approve' && isOver)
    return { refusal: 'The 72 hours of the provisional hold are over; place a new one.' };
  if (move === 'lapse' && !isOver) return { refusal: 'The 72 hours of the provisional hold are not over.' };
  return { ...hold, ...particulars(move, by), state: to };
}
