import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { poolOf, roles } from '#/domain/access/roles.ts';
import { prepareDemo } from '#/local/demo/demo.ts';
import { givenInstance } from '#/test/support/instance.ts';

const silent = (): void => undefined;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

it('IA5 IA7: somebody of every role signs in again with what the demo says, workforce with a code', async () => {
  const instance = await givenInstance();

  const people = await prepareDemo(instance, silent);

  expect(people.map(({ role }) => role).sort()).toEqual([...roles].sort());
  instance.clock.advance(60_000);
  for (const person of people) {
    const { accessToken } = await instance.signIn(poolOf(person.role), person);
    const me = await instance.call('GET', '/v1/me', { token: accessToken });
    expect(me.body).toMatchObject({ personId: person.personId, roles: [person.role] });
    expect(person.totpSecret === undefined).toBe(person.role === 'client');
  }
});

it('the same people are there at the next start, and are made only once', async () => {
  const first = await givenInstance();
  const people = await prepareDemo(first, silent);
  const mails = first.mails().length;
  await first.close();
  const second = await givenInstance({ folder: first.folder.path });

  expect(await prepareDemo(second, silent)).toEqual(people);
  expect(second.mails()).toHaveLength(mails);
});

it('EN10: coach and client have an active engagement, and nothing of it lies readable on the disk but their mails', async () => {
  const instance = await givenInstance();
  const people = await prepareDemo(instance, silent);
  const coach = people.find(({ role }) => role === 'coach');
  instance.clock.advance(60_000);
  const { accessToken: token } = await instance.signIn('workforce', coach ?? (people[0] as never));

  const { body } = await instance.call('GET', '/v1/engagements', { token });

  expect(body).toMatchObject({
    items: [
      {
        status: 'active',
        focus: 'Leading a team for the first time',
        participants: { client: { displayName: 'Clemens Rhee' } },
      },
    ],
  });
  const stored = filesIn(instance.folder.path).filter((path) => !path.startsWith(instance.outbox ?? ''));
  for (const path of stored) {
    const bytes = readFileSync(path);
    const secrets = people.flatMap(({ password, totpSecret = password }) => [password, totpSecret]);
    for (const word of ['Clemens', 'Coralie', 'Hartwell', 'Leading a team', 'demo.coachvault', ...secrets]) {
      expect(bytes.includes(word), `${path} holds ${word}`).toBe(false);
    }
  }
});
