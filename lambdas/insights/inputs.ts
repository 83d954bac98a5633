import { goal, message, note, session } from '#/domain/data-map/entities/coaching.ts';
import type { Entity, ValuesOf } from '#/domain/data-map/entity.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { of } from '#/vault/visit.ts';

export type Asked = { readonly engagementId: string; readonly sessionId?: string | undefined };
/** What one record says, and whom it is about. */
type Input = { readonly subject: string; readonly text: string };

/** What one call works on at most: the newest records. */
const newest = { limit: 100 } as const;

/** The oldest first, as things happened. */
const inputsOf = <E extends Entity>(
  newestFirst: readonly Saved<E>[],
  textOf: (values: ValuesOf<E>) => string,
): Input[] => newestFirst.toReversed().map(({ subject, values }) => ({ subject, text: textOf(values) }));

export const inputs = {
  notes: async (door: Door, { engagementId, sessionId = '' }: Asked): Promise<Input[]> => {
    const ids = { engagementId, sessionId };
    const { items } = await door.list(note, ids, newest, of(session, ids));
    // What its author keeps for themselves must not come back to the other one in other words.
    const shared = items.filter(({ values }) => values.visibility === 'participants');
    return inputsOf<typeof note>(shared, ({ body }) => body);
  },
  goals: async (door: Door, { engagementId }: Asked): Promise<Input[]> => {
    const { items } = await door.list(goal, { engagementId }, newest);
    return inputsOf<typeof goal>(items, ({ title, description = '' }) => `${title}\n${description}`);
  },
  messages: async (door: Door, { engagementId }: Asked): Promise<Input[]> => {
    const { items } = await door.list(message, { engagementId }, newest);
    return inputsOf<typeof message>(items, ({ body }) => body);
  },
} as const;
