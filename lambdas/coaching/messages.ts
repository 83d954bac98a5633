import { message } from '#/domain/data-map/entities/coaching.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { create } from '#/vault/draft.ts';
import { activeEngagement } from './active-engagement.ts';
import type { messageRoutes } from './messages.contract.ts';

export const messages: Operations<typeof messageRoutes> = {
  sendMessage: async ({ door, params, body, caller }, { mintId }) => {
    const { subject } = await activeEngagement(door);
    const ids = { ...params, messageId: mintId('message') };
    return represent(
      await door.add('message.sent', create(message, ids, subject, { ...body, authorId: caller.personId })),
    );
  },

  listMessages: async ({ door, params, query }) => pageOf(await door.list(message, params, query), represent),

  readMessage: async ({ door, params }) => represent(await door.read(message, params)),
};
