import { type Role, roles } from '#/domain/access/roles.ts';
import { expectStatus, givenPair, givenStaff, type Person } from '#/test/support/people.ts';
import type { Call, Permission } from './permission.ts';
import type { World } from './world.ts';

const officer: readonly Role[] = ['security'];
const approvers: readonly Role[] = ['security', 'privacy'];

const targets = new WeakMap<World, Promise<object>>();
/** Somebody whom cases are about and who is none of the callers. */
function target(world: World): Promise<object> {
  const made =
    targets.get(world) ??
    givenPair(world.instance, world.programme).then(({ client }) => ({ type: 'person', id: client.personId }));
  targets.set(world, made);
  return made;
}

const starters = new WeakMap<World, Promise<Person>>();
/** An officer who is none of the callers, so that they may answer what this one’s runs ask. */
function starter(world: World): Promise<Person> {
  const made = starters.get(world) ?? givenStaff(world.instance, 'security');
  starters.set(world, made);
  return made;
}

async function newCase(world: World): Promise<{ path: string; ids: { incidentId: string } }> {
  const body = { severity: 'P3', targets: [await target(world)] };
  const opened = expectStatus(await (await starter(world)).call('POST', '/v1/incidents', { body }), 201);
  const incidentId = String(opened.incidentId);
  return { path: `/v1/incidents/${incidentId}`, ids: { incidentId } };
}

const aCase = async (world: World): Promise<Call> => ({ ids: (await newCase(world)).ids });
const response = async (world: World) => ({ playbook: 'account-takeover', target: await target(world) });

/** A run that has asked for what it may do: it is no P1, so nothing is done before. */
async function asked(world: World): Promise<Call> {
  const { path, ids } = await newCase(world);
  const officer = await starter(world);
  expectStatus(await officer.call('POST', `${path}/runs`, { body: await response(world) }), 202);
  await world.instance.settled();
  const { items } = expectStatus(await officer.call('GET', `${path}/approvals`), 200);
  const [{ approvalId } = { approvalId: '' }] = items as { approvalId: string }[];
  return { ids: { ...ids, approvalId, number: '0001' } };
}

const agreeing = async (world: World): Promise<Call> => ({ ...(await asked(world)), body: { agrees: false } });

export const incidentPermissions: Readonly<Record<string, Permission>> = {
  reportIncident: { allows: roles, body: { kind: 'lost-device' } },
  openIncident: {
    allows: officer,
    given: async (world) => ({ body: { severity: 'P4', targets: [await target(world)] } }),
  },
  listIncidents: { allows: officer, acrossPeople: true },
  readIncident: { allows: officer, given: aCase },
  listTimeline: { allows: officer, given: aCase },
  listContainments: { allows: officer, given: aCase },
  listApprovals: { allows: approvers, given: aCase },
  listTasks: { allows: officer, given: aCase },
  respond: {
    allows: officer,
    body: { playbook: 'account-takeover', target: { type: 'person', id: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' } },
    given: async (world) => ({ ...(await aCase(world)), body: await response(world) }),
  },
  readRun: { allows: officer, given: asked },
  releaseIncident: { allows: officer, given: aCase },
  answerApproval: { allows: approvers, body: { agrees: true }, given: agreeing },
  readApproval: { allows: approvers, given: asked },
  takeRole: { allows: officer, given: aCase },
  moveIncident: { allows: officer, body: { move: 'contain' }, given: aCase },
};
