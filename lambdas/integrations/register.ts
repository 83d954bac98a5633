import { Problem } from '#/domain/api/problems.ts';
import { integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { afterChange, afterSignature, faultsOf, startsAt, stateAt } from '#/domain/integrations/standing.ts';
import type { Home } from '#/domain/integrations/transfer.ts';
import { controllerOf } from '#/lambdas/platform/controller.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { makeSigningKey } from '#/vault/sharing.ts';
import type { registerRoutes } from './register.contract.ts';

type Integration = Saved<typeof integration>;
type Values = ValuesOf<typeof integration>;

const homeOf = (services: Services): Home => controllerOf(services).jurisdiction;
const instant = (at: number): string => new Date(at).toISOString();

const show = (services: Services) => (record: Integration) => {
  const { signingKeys = [], secretVersion: __, state: _, ...shown } = represent(record);
  const { values } = record;
  const from = startsAt(values);
  return {
    ...shown,
    state: stateAt(values, services.now()),
    startsAt: from === undefined ? null : instant(from),
    faults: faultsOf(values, { now: services.now(), home: homeOf(services) }),
    hasSigningKey: signingKeys.length > 0,
  };
};

/** @throws Problem `conflict` with everything that stands against the tool */
function requireFaultless(values: Values, services: Services): void {
  const faults = faultsOf(values, { now: services.now(), home: homeOf(services) });
  if (faults.length > 0) throw new Problem('conflict', { detail: faults.join(' ') });
}

const conflict = (detail: string): never => {
  throw new Problem('conflict', { detail });
};

/** Writes the entry as it now is; `changes` leave nothing of it as it was that they do not name. */
async function rewrite(door: Door, record: Integration, values: Values, type: string): Promise<Integration> {
  const { ids, subject, version, createdAt } = record;
  const draft = { entity: integration, ids, subject, values, replaces: version, createdAt };
  const event = { type, subjectId: subject, resourceId: ids.integrationId };
  return (await door.save({ records: [draft], event }))[0] as Integration;
}

export const registerOperations: Operations<typeof registerRoutes> = {
  proposeIntegration: async ({ door, params, body, caller }, services) => {
    await door.admission();
    const values = { ...body, state: 'draft', changedBy: caller.personId } as const;
    requireFaultless(values, services);
    const ids = { ...params, integrationId: services.mintId('integration') };
    const draft = create(integration, ids, params.organizationId, values);
    return show(services)(await door.add('integration.proposed', draft));
  },

  listIntegrations: async ({ door, params, query }, services) => {
    const { items, next } = pageOf(await door.list(integration, params, query), show(services));
    return { items: items.filter(({ state }) => query.state === undefined || state === query.state), next };
  },

  readIntegration: async ({ door, params }, services) => show(services)(await door.read(integration, params)),

  changeIntegration: async ({ door, params, body, caller }, services) => {
    const record = await door.read(integration, params);
    if (door.visit.ifMatch !== record.version) throw new Problem('version-changed');
    const values = afterChange(record.values, body as Partial<Values>, caller.personId);
    requireFaultless(values, services);
    return show(services)(await rewrite(door, record, values, 'integration.changed'));
  },

  issueSigningKey: async ({ door, params }) => {
    const record = await door.read(integration, params);
    const signingKey = makeSigningKey();
    const { signingKeys: [before] = [], secretVersion = 0 } = record.values;
    const signingKeys = [signingKey, ...(before ? [before] : [])];
    await door.revise('integration.key_issued', record, { signingKeys, secretVersion: secretVersion + 1 });
    return { signingKey };
  },

  signIntegration: async ({ door, params, caller }, services) => {
    const record = await door.read(integration, params);
    const { state, changedBy, signingKeys } = record.values;
    if (state !== 'draft' && state !== 'suspended') return conflict('It is signed already.');
    if (changedBy === caller.personId)
      return conflict('It takes two people: somebody else proposes, a champion signs.');
    if (!signingKeys)
      return conflict('It has no signing key yet; an administrator makes one with PUT .../signing-key.');
    requireFaultless(record.values, services);
    const values = afterSignature(record.values, caller.personId, instant(services.now()));
    return show(services)(await rewrite(door, record, values, 'integration.signed'));
  },

  announceIntegration: async ({ door, params }, services) => {
    const record = await door.read(integration, params);
    if (record.values.state !== 'signed')
      return conflict(`It is ${record.values.state}; a privacy champion signs it first.`);
    requireFaultless(record.values, services);
    const announced = { state: 'announced', announcedAt: instant(services.now()) } as const;
    return show(services)(await door.revise('integration.announced', record, announced));
  },

  suspendIntegration: async ({ door, params }, services) => {
    const record = await door.read(integration, params);
    if (record.values.state === 'suspended') return conflict('It is suspended already.');
    const suspended = { state: 'suspended', suspendedFor: 'organization' } as const;
    return show(services)(await door.revise('integration.suspended', record, suspended));
  },
};
