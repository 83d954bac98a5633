import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { staffScope } from '#/domain/access/standing.ts';
import { givenSignedInAgain, type Person } from '#/test/support/people.ts';
import { rawTables } from '#/test/vault/raw-tables.ts';
import { officersRow } from '#/vault/epochs.ts';
import { closeSessions, reopenSessions } from '#/vault/incidents/sessions.ts';
import { isStaffFrozen, standingOf } from '#/vault/incidents/standing.ts';
import { setInstance } from '#/vault/instance-epoch.ts';
import { type Containing, givenContaining, newCase, statusOf } from './given-contained.ts';

const incidentId = newCase();

describe('a freeze at the gate', () => {
  let given: Containing;
  const again = (person: Person): Promise<Person> => givenSignedInAgain(given.instance, person);

  beforeAll(async () => {
    given = await givenContaining();
  });
  afterEach(async () => {
    const { vault, programme } = given;
    await setInstance(vault, 'active');
    for (const scope of [vault.instance, staffScope(vault.instance), programme.organizationId])
      await reopenSessions(vault, scope, incidentId);
    given.instance.clock.advance(6_000);
    given = {
      ...given,
      officer: await again(given.officer),
      operator: await again(given.operator),
      pair: { ...given.pair, coach: await again(given.pair.coach), client: await again(given.pair.client) },
    };
  });

  it('IR3: of the staff keeps out the staff at the next request, and neither coaches nor clients', async () => {
    const { vault, operator, pair } = given;
    expect(await statusOf(operator)).toBe(200);
    await closeSessions(vault, staffScope(vault.instance), incidentId);
    expect(await statusOf(operator)).toBe(401);
    given.instance.clock.advance(1_000);
    expect(await statusOf(await again(operator))).toBe(401);
    expect(await statusOf(pair.coach)).toBe(200);
    expect(await statusOf(pair.client)).toBe(200);
    expect(await isStaffFrozen(vault)).toBe(true);
    await reopenSessions(vault, staffScope(vault.instance), incidentId);
    expect(await isStaffFrozen(vault)).toBe(false);
    expect(await statusOf(operator)).toBe(401);
    given.instance.clock.advance(6_000);
    expect(await statusOf(await again(operator))).toBe(200);
  });

  it.each<[string, () => string]>([
    ['the staff', () => staffScope(given.vault.instance)],
    ['the instance', () => given.vault.instance],
  ])('IR3: of %s ends the sign-ins of officers, too, who go on by a fresh one', async (_, scope) => {
    await closeSessions(given.vault, scope(), incidentId);
    expect(await statusOf(given.officer)).toBe(401);
    given.instance.clock.advance(1_000);
    expect(await statusOf(await again(given.officer))).toBe(200);
  });

  it('IR3: of the instance keeps everybody else out, however fresh their sign-in is', async () => {
    const { vault, operator, pair } = given;
    await closeSessions(vault, vault.instance, incidentId);
    given.instance.clock.advance(1_000);
    for (const person of [operator, pair.coach, pair.client]) expect(await statusOf(await again(person))).toBe(401);
    expect((await standingOf(vault, vault.instance))?.status).toBe('suspended');
  });

  it('IR3: whoever has the role and is not in the row of officers is kept out like everybody else', async () => {
    const { vault, instance } = given;
    const tables = rawTables(instance);
    const row = await tables.one('directory', ({ pk }) => pk === officersRow.pk);
    await closeSessions(vault, vault.instance, incidentId);
    instance.clock.advance(1_000);
    const fresh = await again(given.officer);
    for (const fields of [{ active: [], contained: [given.officer.personId] }, {}]) {
      await tables.put({ ...row, fields });
      expect(await statusOf(fresh), JSON.stringify(fields)).toBe(401);
    }
    await tables.remove(row);
    expect(await statusOf(fresh)).toBe(401);
    await tables.put(row);
    expect(await statusOf(fresh)).toBe(200);
  });

  it('DR4: a restore keeps officers out as well, and a release during it lets nobody in', async () => {
    const { vault, instance } = given;
    await closeSessions(vault, vault.instance, incidentId);
    await setInstance(vault, 'suspended');
    instance.clock.advance(1_000);
    const fresh = await again(given.officer);
    expect(await statusOf(fresh)).toBe(401);
    await reopenSessions(vault, vault.instance, incidentId);
    instance.clock.advance(6_000);
    expect(await statusOf(await again(given.pair.client))).toBe(401);
  });

  it('IR3: stays when a restore ends before it', async () => {
    const { vault, instance } = given;
    await setInstance(vault, 'suspended');
    await closeSessions(vault, vault.instance, incidentId);
    await setInstance(vault, 'active');
    instance.clock.advance(1_000);
    expect(await statusOf(await again(given.pair.client))).toBe(401);
    expect(await statusOf(await again(given.officer))).toBe(200);
  });

  it('IR3: a staff epoch that is missing keeps the staff out, officers included', async () => {
    const tables = rawTables(given.instance);
    const scope = `epoch#${staffScope(given.vault.instance)}#`;
    const copies = (await tables.scan('directory')).filter(({ pk }) => pk.startsWith(scope));
    expect(copies).toHaveLength(16);
    await tables.remove(...copies);
    expect(await statusOf(given.officer)).toBe(401);
    expect(await statusOf(given.operator)).toBe(401);
    expect(await statusOf(given.pair.coach)).toBe(200);
    expect(await isStaffFrozen(given.vault)).toBe(true);
    for (const copy of copies) await tables.put(copy);
  });
});
