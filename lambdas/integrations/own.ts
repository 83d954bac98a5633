import { Problem } from '#/domain/api/problems.ts';
import { connection, integration, propagation } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { isConnected, type Stance } from '#/domain/integrations/connections.ts';
import { startsAt, stateAt } from '#/domain/integrations/standing.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Saved } from '#/vault/commit.ts';
import { change, create } from '#/vault/draft.ts';
import { organizationsOf } from '#/vault/organizations-of.ts';
import { stanceOf } from '#/vault/sharing.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { ownRoutes } from './own.contract.ts';

type Integration = Saved<typeof integration>;
type Connection = Saved<typeof connection>;
type One = Pick<Request<(typeof ownRoutes)['objectToIntegration']>, 'door' | 'params' | 'caller' | 'origin'>;

const pageSize = 100;
const instant = (at: number): string => new Date(at).toISOString();
const conflict = (detail: string): never => {
  throw new Problem('conflict', { detail });
};

/** People see a tool from the moment it was announced. */
const isAnnounced = ({ values }: Integration): boolean => values.announcedAt !== undefined && values.state !== 'draft';

function show({ ids, values }: Integration, made: Connection | undefined, stance: Stance, now: number) {
  const { name, processor, purposeClass, country, mechanism, manifest } = values;
  const from = startsAt(values);
  const lapsed = made?.values.state === 'connected' && !isConnected(made.values, values, stance, now);
  return {
    ...ids,
    ...{ name, processor, purposeClass, country, mechanism },
    fields: manifest,
    state: stateAt(values, now),
    startsAt: from === undefined ? null : instant(from),
    connection: lapsed ? ('lapsed' as const) : (made?.values.state ?? ('none' as const)),
    since: made ? instant(made.values.at) : null,
  };
}

function showPropagation({ ids, values }: Saved<typeof propagation>) {
  const { integrationId, cause, state, causedAt, dueAt, answeredAt } = values;
  return {
    ...{ propagationId: ids.propagationId, integrationId, cause, state },
    since: instant(causedAt),
    dueBy: instant(dueAt),
    answeredAt: answeredAt === undefined ? null : instant(answeredAt),
  };
}

/** The tool of the path, in whichever register of the caller’s organisations it stands. @throws Problem `not-found` */
async function find({ door, params, caller }: One, { vault }: Services) {
  const { personId } = caller;
  const { integrationId } = params;
  await door.admission();
  const organizationIds = await organizationsOf(vault, personId);
  const refs = organizationIds.map((organizationId) => of(integration, { organizationId, integrationId }));
  const [found] = await door.readAll(refs);
  if (!found || !isAnnounced(found)) throw new Problem('not-found');
  const { made } = await door.open({ made: of(connection, { personId, integrationId }) });
  const stance = await stanceOf(vault, personId);
  return { found, made: made && !isErased(made) ? made : undefined, stance };
}

/** Records what the person decided, and shows where they now stand. */
async function decide(
  request: One,
  services: Services,
  { found, made, stance }: Awaited<ReturnType<typeof find>>,
  decided: Pick<ValuesOf<typeof connection>, 'state' | 'consentSequence'>,
) {
  const { door, caller } = request;
  const { integrationId, organizationId } = found.ids;
  const at = services.now();
  const values = { organizationId, at, ...decided };
  const draft = made
    ? { ...change(made, {}), values }
    : create(connection, { personId: caller.personId, integrationId }, caller.personId, values);
  const type = `integration.${decided.state}`;
  const event = { type, subjectId: caller.personId, resourceId: integrationId };
  const [saved] = await door.save({ records: [draft], event });
  return show(found, saved as Connection, stance, at);
}

/** A commercial tool is never connected against the signal of the very request that asks for it. */
function requireConnectable({ values }: Integration, { origin }: One, now: number): void {
  const state = stateAt(values, now);
  if (state !== 'announced' && state !== 'active') conflict(`The tool is ${state}; it cannot be connected now.`);
  if (values.purposeClass === 'commercial' && origin.optOutSignal) {
    conflict('Your browser asks for no sale and no sharing (Sec-GPC); a commercial tool stays off.');
  }
}

export const ownOperations: Operations<typeof ownRoutes> = {
  listMyIntegrations: async ({ door, caller }, { vault, now }) => {
    const { personId } = caller;
    await door.admission();
    const stance = await stanceOf(vault, personId);
    const organizationIds = await organizationsOf(vault, personId);
    const { items } = await door.list(connection, { personId }, { limit: pageSize });
    const made = new Map(items.map((one) => [one.ids.integrationId, one]));
    const registers = await Promise.all(
      organizationIds.map((organizationId) => door.list(integration, { organizationId }, { limit: pageSize })),
    );
    const announced = registers.flatMap((register) => register.items).filter(isAnnounced);
    return { integrations: announced.map((one) => show(one, made.get(one.ids.integrationId), stance, now())) };
  },

  listPropagations: async ({ door, caller, query }) => {
    const { items, next } = await door.list(propagation, { personId: caller.personId }, query);
    return { items: items.map(showPropagation), next };
  },

  readMyIntegration: async (request, services) => {
    const { found, made, stance } = await find(request, services);
    return show(found, made, stance, services.now());
  },

  connectIntegration: async (request, services) => {
    const standing = await find(request, services);
    const { found, made, stance } = standing;
    requireConnectable(found, request, services.now());
    if (isConnected(made?.values, found.values, stance, services.now()))
      return conflict('The tool is connected already.');
    return decide(request, services, standing, { state: 'connected', consentSequence: stance.choice?.sequence });
  },

  disconnectIntegration: async (request, services) => {
    const standing = await find(request, services);
    if (standing.made?.values.state !== 'connected') return conflict('The tool is not connected.');
    return decide(request, services, standing, { state: 'disconnected' });
  },

  objectToIntegration: async (request, services) => {
    const standing = await find(request, services);
    if (standing.made?.values.state === 'objected') return conflict('The objection is recorded already.');
    return decide(request, services, standing, { state: 'objected' });
  },
};
