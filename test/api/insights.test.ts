import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { modelUse } from '#/domain/data-map/entities/disclosures.ts';
import type { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { choose, givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { beforeSending } from '#/test/support/faults.ts';
import { type Engagement, expectStatus, givenSession, type Person } from '#/test/support/people.ts';
import { givenOtherEngagement, givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('an AI insight', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenSharedWorld();
  });
  afterEach(() => world.faults.clear());

  type Given = Engagement & { readonly path: string; readonly sessionId: string };
  type Note = readonly [author: 'coach' | 'client', visibility: string, body: string];
  const givenNotes = async (notes: readonly Note[]): Promise<Given> => {
    const engagement = await givenOtherEngagement(world);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const path = `/v1/engagements/${engagement.engagementId}`;
    for (const [who, visibility, body] of notes) {
      const written = engagement[who].call('POST', `${path}/sessions/${sessionId}/notes`, {
        body: { body, visibility },
      });
      expectStatus(await written, 201);
    }
    return { ...engagement, sessionId, path };
  };
  const shared: Note = ['coach', 'participants', 'Wants to speak up in the budget meeting.'];
  const make = ({ path, sessionId }: Given, person: Person) =>
    person.call('POST', `${path}/insights`, { body: { madeFrom: 'notes', sessionId } });
  const usesOf = async ({ client }: Given): Promise<ValuesOf<typeof modelUse>[]> =>
    (await world.tables.scan('accesslog'))
      .filter(({ entity, subject }) => entity === 'model_use' && subject === client.personId)
      .map(({ fields }) => fields as ValuesOf<typeof modelUse>);
  const insightsOf = async ({ engagementId }: Given) =>
    (await world.tables.scan('coaching')).filter(({ entity, pk }) => entity === 'insight' && pk.endsWith(engagementId));

  it('AN9: is refused without the client’s consent, and neither makes nor logs a use', async () => {
    const given = await givenNotes([shared]);
    for (const person of [given.client, given.coach]) expectProblem(await make(given, person), 'consent-required');
    await givenConsent(given.coach, 'ai_insights');
    expectProblem(await make(given, given.coach), 'consent-required');
    expect([await insightsOf(given), await usesOf(given)]).toEqual([[], []]);
  });

  it('AN9: is made under consent, and its use is recorded by class and count, never by content', async () => {
    const given = await givenNotes([shared, ['client', 'participants', 'The budget meeting comes on Friday.']]);
    await givenConsent(given.client, 'ai_insights');
    const made = expectStatus(await make(given, given.coach), 201);
    expect(made).toMatchObject({ madeFrom: 'notes', records: 2, provider: 'coachvault-extract-1' });
    expect(made.text).toContain('Wants to speak up in the budget meeting.');
    const one = `${given.path}/insights/${String(made.insightId)}`;
    expect(expectStatus(await given.client.call('GET', one), 200)).toEqual(made);
    const [use, ...others] = await usesOf(given);
    expect(others).toEqual([]);
    expect(use).toEqual({
      provider: 'coachvault-extract-1',
      inputClass: 'notes',
      records: 2,
      training: false,
      at: expect.any(Number),
    });
  });

  it('leaves out what an author keeps for themselves, whoever asks', async () => {
    const given = await givenNotes([
      shared,
      ['coach', 'author', 'Suspects a quarrel with the budget team.'],
      ['client', 'author', 'Afraid of the budget team.'],
    ]);
    await givenConsent(given.client, 'ai_insights');
    for (const person of [given.coach, given.client]) {
      const made = expectStatus(await make(given, person), 201);
      expect(made.records).toBe(1);
      expect(made.text).toBe(shared[2]);
    }
  });

  it('has nothing to say where nothing is shared', async () => {
    const given = await givenNotes([['coach', 'author', 'For me alone.']]);
    await givenConsent(given.client, 'ai_insights');
    expectProblem(await make(given, given.coach), 'conflict');
    expect(await usesOf(given)).toEqual([]);
  });

  it('is made from goals and messages, too, and names a session for notes only', async () => {
    const given = await givenNotes([shared]);
    const { client, coach, path, sessionId } = given;
    expectStatus(await coach.call('POST', `${path}/goals`, { body: { title: 'Speak up' } }), 201);
    expectStatus(await client.call('POST', `${path}/messages`, { body: { body: 'It went well.' } }), 201);
    await givenConsent(client, 'ai_insights');
    const ask = (body: object) => client.call('POST', `${path}/insights`, { body });
    expect(expectStatus(await ask({ madeFrom: 'goals' }), 201).text).toBe('Speak up');
    expect(expectStatus(await ask({ madeFrom: 'messages' }), 201).text).toBe('It went well.');
    expectProblem(await ask({ madeFrom: 'notes' }), 'invalid-request', 'body.sessionId');
    expectProblem(await ask({ madeFrom: 'goals', sessionId }), 'invalid-request', 'body.sessionId');
  });

  it('MO1: is in the access log as opened for this purpose', async () => {
    const given = await givenNotes([shared]);
    await givenConsent(given.client, 'ai_insights');
    expectStatus(await make(given, given.coach), 201);
    const rows = await world.tables.scan('accesslog');
    const entries = rows
      .filter(({ pk }) => pk === `subject#${given.client.personId}`)
      .map(({ fields }) => fields as ValuesOf<typeof accessLogEntry>)
      .filter(({ route }) => route === 'makeInsight');
    expect(new Set(entries.map(({ purpose }) => purpose))).toEqual(new Set(['ai_insights']));
    expect(entries.flatMap(({ records }) => records)).toContain('note:*');
  });

  it('CO9 CO10: is unreadable with the withdrawal’s answer, and then gone; the notes stay', async () => {
    const given = await givenNotes([shared]);
    await givenConsent(given.client, 'ai_insights');
    const { insightId } = expectStatus(await make(given, given.coach), 201);
    const one = `${given.path}/insights/${String(insightId)}`;
    await givenWithdrawal(given.client, 'ai_insights');
    for (const person of [given.client, given.coach]) {
      expectProblem(await person.call('GET', one), 'consent-required');
      expectProblem(await person.call('GET', `${given.path}/insights`), 'consent-required');
    }
    await world.instance.settled();
    expect(await insightsOf(given)).toEqual([]);
    expect(expectStatus(await choose(given.client, 'ai_insights', 'given'), 200)).toBeDefined();
    expectProblem(await given.client.call('GET', one), 'not-found');
    const notes = await given.coach.call('GET', `${given.path}/sessions/${given.sessionId}/notes`);
    expect(expectStatus(notes, 200).items).toHaveLength(1);
  });

  it('CO9: is not written when the withdrawal lands while it is made', async () => {
    const given = await givenNotes([shared]);
    await givenConsent(given.client, 'ai_insights');
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        world.faults.clear();
        await givenWithdrawal(given.client, 'ai_insights');
      }),
    );
    expectProblem(await make(given, given.coach), 'consent-required');
    expect([await insightsOf(given), await usesOf(given)]).toEqual([[], []]);
  });

  it('can be deleted before its time', async () => {
    const given = await givenNotes([shared]);
    await givenConsent(given.client, 'ai_insights');
    const { insightId } = expectStatus(await make(given, given.coach), 201);
    const one = `${given.path}/insights/${String(insightId)}`;
    expectStatus(await given.client.call('DELETE', one, { headers: { 'if-match': '"1"' } }), 204);
    expectProblem(await given.coach.call('GET', one), 'not-found');
  });
});
