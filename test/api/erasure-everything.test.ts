import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenCertificateOf, goneOf, rowsLeft, tracesOf } from '#/test/support/erasures.ts';
import { aboutPeople, givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';

const dayMs = 86_400_000;
/** What cannot be planted, with the reason. */
const notPlanted: Readonly<Record<string, string>> = {
  account_erasure: 'is what an erasure writes',
  subject_holds: 'keeps the erasure from happening: erasure-holds.test.ts',
};

describe('RI3 MI14: what an erasure reaches', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });

  const isGone = async (personId: string): Promise<boolean> => {
    const cognito = new CognitoIdentityProviderClient(world.instance.awsConfig);
    const command = new AdminGetUserCommand({ UserPoolId: world.instance.userPools.clients.id, Username: personId });
    const gone = await cognito.send(command).then(
      () => false,
      (cause: unknown) => cause instanceof UserNotFoundException,
    );
    cognito.destroy();
    return gone;
  };

  it('deletes a record of every entity, and leaves nothing of it in any store, object or log, but what the map lets stay', async () => {
    const engagement = await givenOtherEngagement(world);
    const { client, engagementId } = engagement;
    const planted: string[] = [];
    for (const entity of aboutPeople) {
      if (notPlanted[entity.name]) continue;
      planted.push(...Object.values<string>(await givenRecordOf(world.instance, entity, engagement)));
    }
    const stored = (await world.tables.all()).filter(({ subject }) => subject === client.personId);
    const kinds = new Set(stored.map(({ entity }) => entity));
    expect(aboutPeople.filter(({ name }) => !kinds.has(name)).map(({ name }) => name)).toEqual(Object.keys(notPlanted));

    const { requestId } = await givenConfirmed(client, { kind: 'erasure' });
    await world.instance.settled();
    // A disclosure was planted, too, and its third party does not answer.
    world.instance.clock.advance(15 * dayMs);
    await world.instance.settled();

    const ids = [client.personId, engagementId, ...planted.filter((id) => /^eu\./.test(id))];
    expect(await rowsLeft(world.tables, ids)).toEqual([]);
    expect(await tracesOf(world.instance, [...ids.slice(1), client.email])).toEqual([]);
    expect(await isGone(client.personId)).toBe(true);
    expect(JSON.stringify(await world.tables.scan('keys'))).not.toContain(client.personId);
    const certificate = await givenCertificateOf(world.instance, requestId);
    const deleted = aboutPeople.filter(({ onErasure, store }) => onErasure === 'delete' && store !== 'keys');
    for (const { name } of deleted) expect(goneOf(certificate, name), name).toBeGreaterThan(0);
    expect(world.instance.deadLetters()).toEqual([]);
  });
});
