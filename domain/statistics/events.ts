/**
 * What an engagement log can say: that somebody was invited, that something happened in their coaching that day, that a
 * session took place, and (written by the roll-up) that they are among those a figure counts.
 */
export const logKinds = ['invited', 'active', 'session_completed', 'counted'] as const;
export type LogKind = (typeof logKinds)[number];

const kindOf: Readonly<Record<string, LogKind>> = {
  'engagement.proposed': 'invited',
  'engagement.started': 'active',
  'session.scheduled': 'active',
  'session.rescheduled': 'active',
  'session.completed': 'session_completed',
  'note.written': 'active',
  'note.revised': 'active',
  'goal.set': 'active',
  'goal.updated': 'active',
  'action.added': 'active',
  'action.updated': 'active',
  'message.sent': 'active',
};

/** What an event comes to in an engagement log; undefined for what no figure needs, which is not logged. */
export const logKindOf = (eventType: string): LogKind | undefined => kindOf[eventType];
