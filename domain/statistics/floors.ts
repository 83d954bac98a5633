/** How few people a figure may stand for, and how exact it may be. */
export const floors = {
  /** A figure stands for at least as many people, leaves at least as many out, and changes by no fewer. */
  group: 5,
  /** The same for a figure over one programme of several. */
  cut: 10,
  /** Every figure is a multiple of this. */
  rounding: 5,
} as const;

/** The catalogue of reports, which has no filters: `most` is how much one person can add to a figure in a month. */
export const reports = {
  participants: { most: 1, says: 'People who have been invited to the programme so far.' },
  active: { most: 1, says: 'People whose coaching was going on in the month.' },
  sessions: { most: 4, says: 'Sessions that took place in the month, at most four of a person.' },
} as const;
export type Report = keyof typeof reports;
export const reportNames = Object.keys(reports) as Report[];

/**
 * To a neighbouring multiple, by chance and nearer ones more often: whoever knows all but one of a group cannot tell from
 * the figure what the one does. `random` is a number in [0, 1).
 */
export function rounded(value: number, random: () => number): number {
  const lower = Math.floor(value / floors.rounding) * floors.rounding;
  return random() * floors.rounding < value - lower ? lower + floors.rounding : lower;
}
