import { randomBytes } from 'node:crypto';
import { action, goal, message, note, session } from '#/domain/data-map/entities/coaching.ts';
import { create, type Draft } from '#/vault/draft.ts';
import type { Vault } from '#/vault/vault.ts';

/** Whose records, and in which engagement. */
export type Whose = { readonly personId: string; readonly coachId: string; readonly engagementId: string };

/** 400 bytes that no packing makes smaller. */
const text = (): string => randomBytes(300).toString('base64');
const startsAt = '2026-11-21T09:00:00Z';

/** A session with what belongs to it: 50 records, most of them messages and notes of 400 bytes. */
function aboutOneSession({ mintId }: Vault, { personId, coachId, engagementId }: Whose): Draft[] {
  const sessionId = mintId('session');
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const authorOf = (index: number): string => (index % 2 === 0 ? coachId : personId);
  const inEngagement = { engagementId };
  const planned = { startsAt, durationMinutes: 60, status: 'completed', topic: 'The meeting on Monday' } as const;
  return [
    create(session, { ...inEngagement, sessionId }, personId, planned),
    ...times(15, (index) => {
      const values = { body: text(), visibility: 'participants', authorId: authorOf(index) } as const;
      return create(note, { ...inEngagement, sessionId, noteId: mintId('note') }, personId, values);
    }),
    ...times(26, (index) =>
      create(message, { ...inEngagement, messageId: mintId('message') }, personId, {
        body: text(),
        authorId: authorOf(index),
      }),
    ),
    ...times(4, () => {
      const values = { title: 'To open the meeting', status: 'open', progress: 50, authorId: personId } as const;
      return create(goal, { ...inEngagement, goalId: mintId('goal') }, personId, values);
    }),
    ...times(4, () => {
      const values = { title: 'Ask for the agenda', status: 'open', authorId: personId } as const;
      return create(action, { ...inEngagement, actionId: mintId('action') }, personId, values);
    }),
  ];
}

/** As many records as asked for, some at a time. */
export function* recordsAbout(vault: Vault, whose: Whose, count: number): Generator<readonly Draft[]> {
  for (let made = 0; made < count; ) {
    const some = aboutOneSession(vault, whose).slice(0, count - made);
    made += some.length;
    yield some;
  }
}
