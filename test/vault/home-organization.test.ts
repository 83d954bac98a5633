import { beforeAll, describe, expect, it } from 'vitest';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import {
  expectStatus,
  givenMember,
  givenProgramme,
  givenRefreshed,
  type Person,
  type Programme,
  vaultOf,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';
import { change, type Draft } from '#/vault/draft.ts';
import { epochCopies } from '#/vault/epochs.ts';
import { fromRow, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { putRecord } from '#/vault/steps.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

/** Freezes an organisation: all copies of its epoch in one transaction. */
async function givenFrozen(vault: Vault, scope: string): Promise<void> {
  const refs = Array.from({ length: epochCopies }, (_, copy) => refOf(sessionEpoch, { scope, copy: String(copy) }));
  const rows = await getTogether(vault.tables, refs);
  const drafts = refs.map((ref): Draft => {
    const row = rows.get(ref);
    if (!row) throw new Error('A copy of the epoch is missing.');
    return change(fromRow(vault.instance, sessionEpoch, row, undefined), { status: 'suspended' });
  });
  const steps = drafts.map((draft) =>
    putRecord(vault, { ...draft, version: 2, createdAt: vault.now(), updatedAt: vault.now() }, draft, undefined),
  );
  await writeTogether(vault.tables.dynamo, steps);
}

describe('an organisation', () => {
  let instance: GivenInstance;
  let home: Programme;
  let other: Programme;
  let coach: Person;
  let newcomer: Person;

  beforeAll(async () => {
    const inUse = await givenSharedInstance();
    const { operator } = inUse;
    instance = inUse.instance;
    home = inUse.programme;
    other = await givenProgramme(instance, operator);
    coach = await givenMember(instance, home, 'coach');
    newcomer = await givenMember(instance, other, 'coach');
    const path = `/v1/organizations/${other.organizationId}/members`;
    expectStatus(await other.admin.call('POST', path, { body: { email: coach.email, role: 'coach' } }), 202);
    coach = await givenRefreshed(instance, coach);
    expectStatus(await coach.call('GET', `/v1/organizations/${other.organizationId}`), 200);
  });

  it('IA22: that is not their home ends what a membership gave, and no sign-in', async () => {
    const member = `/v1/organizations/${other.organizationId}/members/${coach.personId}`;
    expectStatus(await other.admin.call('POST', `${member}/deactivate`), 200);
    expect((await coach.call('GET', `/v1/organizations/${other.organizationId}`)).status).toBe(404);
    expect((await coach.call('GET', '/v1/me')).status).toBe(200);
    const again = { body: { email: coach.email, role: 'coach' } };
    expectStatus(await other.admin.call('POST', `/v1/organizations/${other.organizationId}/members`, again), 202);
  });

  it('that is frozen stops the people it brought in, at their next request', async () => {
    await givenFrozen(vaultOf(instance), other.organizationId);
    expect((await newcomer.call('GET', '/v1/me')).status).toBe(401);
    expect((await other.admin.call('GET', '/v1/me')).status).toBe(401);
  });

  it('that is frozen stops others in what belongs to it, and nowhere else', async () => {
    expect((await coach.call('GET', `/v1/organizations/${other.organizationId}`)).status).toBe(401);
    expect((await coach.call('GET', '/v1/me')).status).toBe(200);
    expect((await coach.call('GET', `/v1/organizations/${home.organizationId}`)).status).toBe(200);
  });
});
