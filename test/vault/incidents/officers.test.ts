import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givenInstance } from '#/test/support/instance.ts';
import { nextEmail, vaultOf } from '#/test/support/people.ts';
import { officersRow } from '#/vault/epochs.ts';
import { addStaff, foundInstance } from '#/vault/founding.ts';
import { addOfficer, removeOfficer } from '#/vault/incidents/officers.ts';
import { closeSessions, reopenSessions } from '#/vault/incidents/sessions.ts';
import { standingOf } from '#/vault/incidents/standing.ts';
import { getTogether } from '#/vault/rows.ts';
import { removeRow } from '#/vault/steps.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { newCase } from './given-contained.ts';

describe('the security officers', () => {
  let vault: Vault;
  const add = () => addStaff(vault, 'security', nextEmail('security'));
  const lists = async () => {
    const { active = [], contained = [] } = ((await getTogether(vault.tables, [officersRow])).get(officersRow)
      ?.fields ?? {}) as { active?: string[]; contained?: string[] };
    return { active: active.toSorted(), contained: contained.toSorted() };
  };
  const isLast = { type: 'invalid-request' };

  beforeAll(async () => {
    vault = vaultOf(await givenInstance());
    await foundInstance(vault);
  });
  beforeEach(() => writeTogether(vault.tables.dynamo, [removeRow(vault, officersRow)]));

  it('IR3: are those that were added as such, once each; other staff are not', async () => {
    const email = nextEmail('security');
    const officer = await addStaff(vault, 'security', email);
    expect(await addStaff(vault, 'security', email)).toBe(officer);
    await addStaff(vault, 'support', nextEmail('support'));
    expect(await lists()).toEqual({ active: [officer], contained: [] });
  });

  it('IR3: the last one who can act is not contained, and nothing of it is written', async () => {
    const [one, other] = [await add(), await add()];
    await closeSessions(vault, one, newCase());
    await expect(closeSessions(vault, other, newCase())).rejects.toMatchObject(isLast);
    expect((await standingOf(vault, other))?.status).toBe('active');
    await reopenSessions(vault, one, newCase());
    expect(await lists()).toEqual({ active: [one, other].toSorted(), contained: [] });
  });

  it('IR3: of two containments at once that would leave none, exactly one wins', async () => {
    for (let round = 0; round < 15; round++) {
      await writeTogether(vault.tables.dynamo, [removeRow(vault, officersRow)]);
      const both = [await add(), await add()];
      const done = await Promise.allSettled(both.map((personId) => closeSessions(vault, personId, newCase())));
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const standings = await Promise.all(both.map((personId) => standingOf(vault, personId)));
      expect(standings.filter((standing) => standing?.status === 'active')).toHaveLength(1);
      expect((await lists()).active).toHaveLength(1);
    }
  });

  it('IR3: who loses the role is none any more, the last one keeps it, and who gets it back is one again', async () => {
    const [one, other] = [await add(), await add()];
    await removeOfficer(vault, one);
    await removeOfficer(vault, one);
    expect(await lists()).toEqual({ active: [other], contained: [] });
    await expect(removeOfficer(vault, other)).rejects.toMatchObject(isLast);
    await addOfficer(vault, one);
    expect((await lists()).active).toEqual([one, other].toSorted());
  });

  it('IR3: who gets the role back while a response keeps them out cannot act until it lets them in', async () => {
    const [one, other] = [await add(), await add()];
    await closeSessions(vault, one, newCase());
    await removeOfficer(vault, one);
    await addOfficer(vault, one);
    expect(await lists()).toEqual({ active: [other], contained: [one] });
    await reopenSessions(vault, one, newCase());
    expect((await lists()).active).toEqual([one, other].toSorted());
  });

  it('IR3: closing twice and opening twice changes nothing more', async () => {
    const [one] = [await add(), await add()];
    for (const _ of [1, 2]) await closeSessions(vault, one, newCase());
    expect((await lists()).contained).toEqual([one]);
    for (const _ of [1, 2]) await reopenSessions(vault, one, newCase());
    expect((await lists()).contained).toEqual([]);
  });
});
