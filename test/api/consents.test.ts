import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemType } from '#/domain/api/problems.ts';
import { hashedText } from '#/domain/consent/ledger.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { choose, givenConsent, givenToggle, givenWithdrawal, type Toggle } from '#/test/support/consents.ts';
import { expectStatus, givenMember, givenRefreshed, type Person } from '#/test/support/people.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('a person’s choices', () => {
  let world: World;
  let person: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
  });
  afterEach(() => world.faults.clear());
  const newPerson = async () => {
    person = await givenMember(world.instance, world.organization, 'client');
    world.faults.clear();
    return person;
  };
  const keysOf = async ({ personId }: Person) =>
    (await world.tables.scan('keys'))
      .filter(({ pk }) => pk.endsWith(personId))
      .map(({ sk }) => sk)
      .sort();
  const put = (body: object) => person.call('PUT', '/v1/me/consents', { body });

  it('CO2 CO13: are off for every purpose until the person turns one on, one at a time', async () => {
    await newPerson();
    const { consents } = expectStatus(await person.call('GET', '/v1/me/consents'), 200) as { consents: Toggle[] };
    expect(consents.map(({ purpose }) => purpose)).toEqual(consentPurposes);
    for (const { state, inForce, scopes } of consents)
      expect([state, inForce, scopes]).toEqual(['not_asked', false, []]);
    await givenConsent(person, 'session_recording');
    const after = expectStatus(await person.call('GET', '/v1/me/consents'), 200) as { consents: Toggle[] };
    expect(after.consents.filter(({ inForce }) => inForce).map(({ purpose }) => purpose)).toEqual([
      'session_recording',
    ]);
  });

  it('CO8: are given and withdrawn by the same call with the same steps', async () => {
    await newPerson();
    for (const choice of ['given', 'withdrawn', 'given'] as const) {
      const answer = expectStatus(await choose(person, 'marketing', choice), 200);
      expect(answer).toMatchObject({ consent: { state: choice, inForce: choice === 'given' } });
    }
  });

  it('release the purpose’s key, and lenses on what it uses; a withdrawal destroys both with its own commit', async () => {
    await newPerson();
    const before = await keysOf(person);
    await givenConsent(person, 'ai_insights');
    expect(await keysOf(person)).toEqual([...before, 'key#ai_insights', 'lens#ai_insights#coaching'].sort());
    await givenWithdrawal(person, 'ai_insights');
    expect(await keysOf(person)).toEqual(before);
  });

  it('cost one trip, one signature and one transaction', async () => {
    await newPerson();
    const { noticeProof } = await givenToggle(person, 'profiling');
    world.faults.clear();
    expectStatus(await put({ purpose: 'profiling', choice: 'given', noticeProof }), 200);
    const operations = world.faults.calls.map(({ operation }) => operation).sort();
    const expected = ['BatchGetItem', 'GenerateDataKey', 'PutItem', 'ReEncrypt', 'Sign', 'TransactWriteItems'];
    expect(operations.filter((name) => name !== 'GenerateMac')).toEqual(expected);
  });

  it('CO5 CO18 MO10: stand in a ledger whose entries are numbered, linked and signed', async () => {
    await newPerson();
    await givenConsent(person, 'micro_coaching', ['reminders']);
    await givenWithdrawal(person, 'micro_coaching');
    expectStatus(await choose(person, 'marketing', 'refused'), 200);
    const { items } = expectStatus(await person.call('GET', '/v1/me/consents/history'), 200) as { items: Entry[] };
    const entries = items.toReversed();
    expect(entries.map(({ sequence, state }) => [sequence, state])).toEqual([
      [1, 'given'],
      [2, 'withdrawn'],
      [3, 'refused'],
    ]);
    let previous: string | null = null;
    for (const entry of entries) {
      expect(entry.previous).toBe(previous);
      const content = { ...entry, at: Date.parse(entry.at), personId: person.personId };
      expect(createHash('sha256').update(hashedText(content)).digest('hex')).toBe(entry.hash);
      previous = entry.hash;
    }
  });

  it('CO5: name the notice, the operation and a keyed hash of the address, never the address', async () => {
    await newPerson();
    await givenConsent(person, 'marketing');
    const { items } = expectStatus(await person.call('GET', '/v1/me/consents/history'), 200) as { items: Entry[] };
    expect(items[0]).toMatchObject({ noticeId: 'marketing.1', channel: 'decideConsent', capacity: 'self' });
    expect(items[0]?.addressHash).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await world.tables.scan('consent'))).not.toContain('127.0.0.1');
  });

  describe('CO13: are refused, and nothing is written,', () => {
    const cases: [string, (shown: Toggle) => object | Promise<object>, ProblemType, string[]?][] = [
      ['without the notice', () => ({ noticeProof: undefined }), 'invalid-request', ['body.noticeProof']],
      [
        'with a notice of another purpose',
        async () => ({ noticeProof: (await givenToggle(person, 'marketing')).noticeProof }),
        'notice-changed',
      ],
      [
        'with somebody else’s notice',
        async () => ({ noticeProof: (await givenToggle(world.coach, 'ai_insights')).noticeProof }),
        'notice-changed',
      ],
      [
        'with a notice changed by a character',
        ({ noticeProof }) => ({ noticeProof: noticeProof.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')) }),
        'notice-changed',
      ],
      ['for an unknown purpose', () => ({ purpose: 'sale' }), 'invalid-request', ['body.purpose']],
      ['for a purpose that takes no consent', () => ({ purpose: 'coaching' }), 'invalid-request', ['body.purpose']],
      [
        'with a scope that the purpose does not have',
        () => ({ scopes: ['reminders'] }),
        'invalid-request',
        ['body.scopes'],
      ],
      [
        'for several purposes at once',
        () => ({ purpose: ['ai_insights', 'marketing'] }),
        'invalid-request',
        ['body.purpose'],
      ],
      ['for somebody else', () => ({ personId: world.client.personId }), 'invalid-request', ['body']],
      ['when there is nothing to withdraw', () => ({ choice: 'withdrawn' }), 'conflict'],
    ];
    it.each(cases)('%s', async (_, change, type, fields = []) => {
      await newPerson();
      const shown = await givenToggle(person, 'ai_insights');
      const before = await world.tables.scan('consent');
      const body = {
        purpose: 'ai_insights',
        choice: 'given',
        noticeProof: shown.noticeProof,
        ...(await change(shown)),
      };
      expectProblem(await put(body), type, ...fields);
      expect(await world.tables.scan('consent')).toEqual(before);
    });

    it('with a notice that was shown more than half an hour ago', async () => {
      await newPerson();
      const { noticeProof } = await givenToggle(world.client, 'ai_insights');
      world.instance.clock.advance(31 * 60_000);
      const body = { purpose: 'ai_insights', choice: 'given', noticeProof };
      const later = await givenRefreshed(world.instance, world.client);
      expectProblem(await later.call('PUT', '/v1/me/consents', { body }), 'notice-changed');
      world.instance.clock.advance(-31 * 60_000);
    });

    it('twice: a second withdrawal finds nothing to withdraw', async () => {
      await newPerson();
      await givenConsent(person, 'marketing');
      await givenWithdrawal(person, 'marketing');
      expectProblem(await choose(person, 'marketing', 'withdrawn'), 'conflict');
    });
  });
});

type Entry = {
  readonly sequence: number;
  readonly state: string;
  readonly at: string;
  readonly previous: string | null;
  readonly hash: string;
  readonly addressHash?: string;
};
