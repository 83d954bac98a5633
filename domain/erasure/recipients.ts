/** Days that a third party has to confirm that it deleted what it got; after them, somebody of ours goes after it. */
export const recipientDays = 14;

const hourMs = 3_600_000;
/** How long to wait until the next look at what third parties have answered: more and more seldom. */
export const lookAgainAfterMs = (looks: number): number => (looks < 24 ? hourMs : 24 * hourMs);
