import { Problem } from '#/domain/api/problems.ts';
import { note, session } from '#/domain/data-map/entities/coaching.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { create } from '#/vault/draft.ts';
import { of } from '#/vault/visit.ts';
import type { noteRoutes } from './notes.contract.ts';

export const notes: Operations<typeof noteRoutes> = {
  writeNote: async ({ door, params, body, caller }, { mintId }) => {
    const { subject } = await door.read(session, params);
    const ids = { ...params, noteId: mintId('note') };
    return represent(
      await door.add('note.written', create(note, ids, subject, { ...body, authorId: caller.personId })),
    );
  },

  listNotes: async ({ door, params, query }) =>
    pageOf(await door.list(note, params, query, of(session, params)), represent),

  readNote: async ({ door, params }) => represent(await door.read(note, params)),

  reviseNote: async ({ door, params, body, caller }) => {
    const record = await door.read(note, params);
    if (record.values.authorId !== caller.personId) {
      throw new Problem('forbidden', { detail: 'Only its author changes a note.' });
    }
    return represent(await door.revise('note.revised', record, body));
  },
};
