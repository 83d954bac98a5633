import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { givenMember, type Person, vaultOf } from '#/test/support/people.ts';
import { disclose } from '#/vault/disclose.ts';
import type { Vault } from '#/vault/vault.ts';
import { givenSharedWorld, type World } from './given-world.ts';

describe('CO12: what is about to go to a third party', () => {
  let world: World;
  let vault: Vault;
  beforeAll(async () => {
    world = await givenSharedWorld();
    vault = vaultOf(world.instance);
  });

  const givenSharer = async (): Promise<Person> => {
    const person = await givenMember(world.instance, world.organization, 'client');
    await givenConsent(person, 'integration_sharing');
    return person;
  };
  const one = ({ personId }: Person): Parameters<typeof disclose>[1] => ({
    personId,
    disclosureId: vault.mintId('disclosure'),
    purpose: 'integration_sharing',
    values: {
      integrationId: vault.mintId('integration'),
      recordId: vault.mintId('session'),
      fields: ['session.startsAt'],
    },
  });
  const written = async ({ personId }: Person) =>
    (await world.tables.scan('accesslog')).filter((row) => row.entity === 'disclosure' && row.subject === personId);
  /** A vault that writes only after something has happened. */
  const after = (happening: () => Promise<unknown>): Vault => {
    const { dynamo } = vault.tables;
    const racing = Object.create(dynamo, {
      send: {
        value: async (command: never) => {
          if ((command as object) instanceof TransactWriteItemsCommand) await happening();
          return dynamo.send(command);
        },
      },
    });
    return { ...vault, tables: { ...vault.tables, dynamo: racing } };
  };

  it('is on record once, however often it is tried', async () => {
    const person = await givenSharer();
    const same = one(person);
    expect([await disclose(vault, same), await disclose(vault, same)]).toEqual([true, true]);
    expect(await written(person)).toHaveLength(1);
  });

  it('may not go after the withdrawal, not even when it was on record before', async () => {
    const person = await givenSharer();
    const before = one(person);
    expect(await disclose(vault, before)).toBe(true);
    await givenWithdrawal(person, 'integration_sharing');
    expect([await disclose(vault, before), await disclose(vault, one(person))]).toEqual([false, false]);
    expect(await written(person)).toHaveLength(1);
  });

  it('may not go when the withdrawal lands in between, and is not on record', async () => {
    const person = await givenSharer();
    const racing = after(() => givenWithdrawal(person, 'integration_sharing'));
    expect(await disclose(racing, one(person))).toBe(false);
    expect(await written(person)).toEqual([]);
  });

  it('may not go under a consent that was never given', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    expect(await disclose(vault, one(person))).toBe(false);
  });
});
