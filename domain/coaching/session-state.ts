/** A session is scheduled, may be moved while it is, and ends once in one of three ways. */
export const sessionStates = ['scheduled', 'completed', 'cancelled', 'no_show'] as const;
export type SessionState = (typeof sessionStates)[number];

export const sessionMoves = {
  complete: 'completed',
  cancel: 'cancelled',
  'no-show': 'no_show',
} as const satisfies Record<string, SessionState>;
export type SessionMove = keyof typeof sessionMoves;

/** The state after a move, or undefined: only a scheduled session can end, and nobody is missed before the start. */
export function sessionAfter(
  session: { status: SessionState; startsAt: string },
  move: SessionMove,
  now: number,
): SessionState | undefined {
  if (session.status !== 'scheduled') return undefined;
  if (move !== 'cancel' && Date.parse(session.startsAt) > now) return undefined;
  return sessionMoves[move];
}
