import type { Role } from '#/domain/access/roles.ts';
import {
  type GivenIntegration,
  givenAnnounced,
  givenConnected,
  givenProposal,
  proposal,
} from '#/test/support/integrations.ts';
import { expectStatus } from '#/test/support/people.ts';
import type { Call, Permission } from './permission.ts';
import type { World } from './world.ts';

const members: readonly Role[] = ['org_admin', 'coach', 'sponsor'];
const admin: readonly Role[] = ['org_admin'];
const pair: readonly Role[] = ['coach', 'client'];
const client: readonly Role[] = ['client'];

async function newInsight({ own }: World): Promise<Call> {
  const body = { madeFrom: 'goals' };
  const made = await own.engagement.coach.call('POST', `/v1/engagements/${own.ids.engagementId}/insights`, { body });
  return { ids: { insightId: String(expectStatus(made, 201).insightId) } };
}

/** Of the administrator who proposes, so that the callers may sign. */
const register = ({ programme, otherAdmin }: World) => ({ ...programme, admin: otherAdmin });
const called = ({ integrationId }: GivenIntegration): Call => ({ ids: { integrationId } });

const proposed = async (world: World): Promise<Call> => called(await givenProposal(register(world)));
const announced = (world: World) => givenAnnounced(register(world), world.own.engagement.coach);

async function signed(world: World): Promise<Call> {
  const integration = await givenProposal(register(world));
  expectStatus(await world.own.engagement.coach.call('POST', `${integration.path}/sign`), 200);
  return called(integration);
}

async function connected(world: World): Promise<Call> {
  const integration = await announced(world);
  await givenConnected(world.own.engagement.client, integration);
  return called(integration);
}

/** What programs and third parties have to do with. Administrator, coach and sponsor are privacy champions here. */
export const toolPermissions: Readonly<Record<string, Permission>> = {
  makeInsight: { allows: pair, body: { madeFrom: 'goals' } },
  listInsights: { allows: pair },
  readInsight: { allows: pair, given: newInsight },
  deleteInsight: { allows: pair, given: newInsight },

  proposeIntegration: { allows: admin, body: proposal },
  listIntegrations: { allows: members },
  readIntegration: { allows: members, given: proposed },
  changeIntegration: { allows: admin, body: { name: 'Renamed' }, given: proposed },
  issueSigningKey: { allows: admin, given: proposed },
  signIntegration: { allows: members, given: proposed },
  announceIntegration: { allows: admin, given: signed },
  suspendIntegration: { allows: members, given: proposed },

  listMyIntegrations: { allows: client },
  readMyIntegration: { allows: client, given: async (world) => called(await announced(world)) },
  connectIntegration: { allows: client, given: async (world) => called(await announced(world)) },
  disconnectIntegration: { allows: client, given: connected },
  objectToIntegration: { allows: client, given: async (world) => called(await announced(world)) },
  listPropagations: { allows: client },
};
