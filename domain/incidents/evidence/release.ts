import { days, millisecondsOf } from '#/domain/incidents/playbook.ts';

/** Long enough for whoever asks after a case was closed: an authority, a court, a person concerned. */
const heldAfterClose = days(90);

/** Whether the legal hold on the evidence of a case may end (epoch milliseconds); while the case is open it may not. */
export const mayBeReleased = (closedAt: number | undefined, now: number): boolean =>
  closedAt !== undefined && now >= closedAt + millisecondsOf(heldAfterClose);
