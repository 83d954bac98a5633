import { disclosure, modelUse } from '#/domain/data-map/entities/disclosures.ts';
import { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { awsRegion } from '#/lambdas/platform/config.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { transparency } from './contract.ts';
import { heldAbout } from './held.ts';

const instant = (at: number): string => new Date(at).toISOString();
const path = '/v1/me/transparency';

const elsewhere = Object.entries(holders).map(([holder, { says, holds, keepDays }]) => ({
  holder,
  says,
  holds: [...holds],
  keptDays: keepDays,
}));

export const handler = serve(transparency, {
  readTransparency: async ({ door, caller }, { vault, now }) => {
    await door.admission();
    return {
      asOf: instant(now()),
      held: await heldAbout(vault, caller.personId, awsRegion()),
      elsewhere,
      accesses: `${path}/accesses`,
      disclosures: `${path}/disclosures`,
      modelUses: `${path}/model-uses`,
    };
  },

  listAccesses: async ({ door, caller, query }) => {
    const { items, next } = await door.list(accessLogEntry, { subjectId: caller.personId }, query);
    const shown = items.map(({ values: { reason = null, at, ...said } }) => ({ ...said, reason, at: instant(at) }));
    return { items: shown, next };
  },

  listDisclosures: async ({ door, caller, query }) => {
    const { items, next } = await door.list(disclosure, { subjectId: caller.personId }, query);
    return { items: items.map(({ values }) => ({ ...values, at: instant(values.at) })), next };
  },

  listModelUses: async ({ door, caller, query }) => {
    const { items, next } = await door.list(modelUse, { subjectId: caller.personId }, query);
    return { items: items.map(({ values }) => ({ ...values, at: instant(values.at) })), next };
  },
});
