import { createHash } from 'node:crypto';
import { Problem } from '#/domain/api/problems.ts';
import { programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { create } from '#/vault/draft.ts';
import type { termsRoutes } from './terms.contract.ts';

/** SHA-256 (hex) over id and content: what a sponsor signs and every engagement cites. */
const hashOf = (
  termsId: string,
  { title, text, sponsorSees }: { title: string; text: string; sponsorSees: readonly string[] },
) =>
  createHash('sha256')
    .update(JSON.stringify([termsId, title, text, sponsorSees]))
    .digest('hex');

export const termsOperations: Operations<typeof termsRoutes> = {
  createTerms: async ({ door, params, body }, { mintId }) => {
    await door.admission();
    const termsId = mintId('terms');
    const values = { ...body, hash: hashOf(termsId, body) };
    const draft = create(programmeTerms, { ...params, termsId }, params.organizationId, values);
    return represent(await door.add('terms.proposed', draft));
  },

  listTerms: async ({ door, params, query }) => pageOf(await door.list(programmeTerms, params, query), represent),

  readTerms: async ({ door, params }) => represent(await door.read(programmeTerms, params)),

  signTerms: async ({ door, params, caller }, { now }) => {
    const record = await door.read(programmeTerms, params);
    if (record.values.signedAt)
      throw new Problem('conflict', { detail: 'These terms are signed already; terms are signed once.' });
    const signature = { signedBy: caller.personId, signedAt: new Date(now()).toISOString() };
    return represent(await door.revise('terms.signed', record, signature));
  },
};
