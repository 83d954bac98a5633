import { Problem } from '#/domain/api/problems.ts';
import { modelUse } from '#/domain/data-map/entities/disclosures.ts';
import { insight } from '#/domain/data-map/entities/insights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { InsightProvider } from '#/domain/insights/provider.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { create, type Draft } from '#/vault/draft.ts';
import { inputs } from './inputs.ts';
import type { insightRoutes } from './insights.contract.ts';

const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 5 }, { cause });
};

/** @throws Problem `unavailable` when the provider fails, or answers what cannot be kept */
async function textFrom(provider: InsightProvider, texts: readonly string[]): Promise<string> {
  const answer = await provider.summarise(texts).catch(unavailable);
  const read = insight.fields.text.schema.safeParse(answer);
  return read.success ? read.data : unavailable(new Error(`${provider.name} answered no text that can be kept.`));
}

/** The record that a model was used: in the same transaction as what it made, and without what it read. */
function useOf(subjectId: string, disclosureId: string, made: ValuesOf<typeof insight>, at: number): Draft {
  const { provider, madeFrom: inputClass, records } = made;
  const values = { provider, inputClass, records, training: false, at } as const;
  return create(modelUse, { subjectId, disclosureId }, subjectId, values);
}

export const insightOperations = (provider: InsightProvider): Operations<typeof insightRoutes> => ({
  makeInsight: async ({ door, params, body, caller }, { mintId, now }) => {
    const found = await inputs[body.madeFrom](door, { ...params, ...body });
    const [first] = found;
    if (!first) throw new Problem('conflict', { detail: `There are no ${body.madeFrom} that both participants read.` });
    const { subject } = first;
    const text = await textFrom(
      provider,
      found.map((input) => input.text),
    );
    const values = { ...body, text, records: found.length, provider: provider.name, requestedBy: caller.personId };
    const ids = { ...params, insightId: mintId('insight') };
    const [saved] = await door.save({
      records: [create(insight, ids, subject, values), useOf(subject, mintId('disclosure'), values, now())],
      event: { type: 'insight.made', subjectId: subject, resourceId: ids.insightId },
    });
    return represent(saved as Saved<typeof insight>);
  },

  listInsights: async ({ door, params, query }) => pageOf(await door.list(insight, params, query), represent),

  readInsight: async ({ door, params }) => represent(await door.read(insight, params)),

  deleteInsight: async ({ door, params }) => {
    await door.remove('insight.deleted', await door.read(insight, params));
    return undefined as never;
  },
});
