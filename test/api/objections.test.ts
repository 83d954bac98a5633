import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerDocument } from '#/domain/consent/ledger-document.ts';
import { objectsTo } from '#/domain/consent/objections.ts';
import type { consentState } from '#/domain/data-map/entities/consent.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { legitimatePurposes, purposes } from '#/domain/data-map/purposes.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { faultsOf, givenDownload } from '#/test/support/documents.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { expectStatus, givenMember, givenStaff, type Person } from '#/test/support/people.ts';
import { givenObjectionReview, givenOpenReview, openReviews } from '#/test/support/reviews.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

type Objection = { readonly purpose: string; readonly state: string; readonly grounds: string | null };

describe('objections to what rests on a legitimate interest', () => {
  let world: World;
  let office: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newClient = () => givenMember(world.instance, world.organization, 'client');
  const put = (person: Person, purpose: string, objection: unknown): Promise<ApiAnswer> =>
    person.call('PUT', '/v1/me/objections', { body: { purpose, objection } });
  const stateOf = async (person: Person, purpose: string): Promise<string | undefined> => {
    const answer = expectStatus(await person.call('GET', '/v1/me/objections'), 200);
    return (answer.objections as Objection[]).find((one) => one.purpose === purpose)?.state;
  };
  const stored = async ({ personId }: Person) => {
    const row = await world.tables.one('consent', ({ pk, sk }) => pk === `person#${personId}` && sk === 'state');
    return row.fields as ValuesOf<typeof consentState>;
  };
  const decide = (reviewId: string, decision: string, finding: string) =>
    office.call('POST', `/v1/privacy/reviews/${reviewId}/decide`, { body: { decision, finding } });

  it('CO20: are offered for every such purpose, with the assessment it rests on and the grounds', async () => {
    const person = await newClient();
    const { objections } = expectStatus(await person.call('GET', '/v1/me/objections'), 200) as {
      objections: Objection[];
    };
    expect(objections.map(({ purpose }) => purpose)).toEqual(legitimatePurposes);
    for (const objection of objections)
      expect(objection).toMatchObject({
        state: 'none',
        assessment:
          purposes[objection.purpose as keyof typeof purposes & (typeof legitimatePurposes)[number]].assessment,
      });
  });

  it('CO20: end at once a purpose that nothing stands against, until they are lifted', async () => {
    const person = await newClient();
    const answer = expectStatus(await put(person, 'participation_statistics', true), 200);
    expect(answer).toMatchObject({ state: 'objected', grounds: null });
    expect(objectsTo(await stored(person), 'participation_statistics')).toBe(true);
    expectStatus(await put(person, 'participation_statistics', false), 200);
    expect(objectsTo(await stored(person), 'participation_statistics')).toBe(false);
    expect(await stateOf(person, 'participation_statistics')).toBe('lifted');
  });

  it('CO20: are weighed by somebody where grounds stand against them', async () => {
    const person = await newClient();
    const answer = expectStatus(await put(person, 'security', true), 202);
    expect(answer).toMatchObject({ state: 'under_review', grounds: expect.stringContaining('unseen') });
    expect(objectsTo(await stored(person), 'security')).toBe(false);
    expect(await givenOpenReview(office, person)).toMatchObject({
      kind: 'objection',
      purpose: 'security',
      state: 'open',
    });
  });

  it.each([
    ['granted', 'grounds_insufficient', 'upheld', true],
    ['denied', 'grounds_prevail', 'overridden', false],
  ])('CO20: a review that is %s because of %s leaves them %s', async (decision, finding, state, objects) => {
    const person = await newClient();
    const reviewId = await givenObjectionReview(person, office);
    expect(expectStatus(await decide(reviewId, decision, finding), 200)).toMatchObject({ state: decision, finding });
    expect(await stateOf(person, 'security')).toBe(state);
    expect(objectsTo(await stored(person), 'security')).toBe(objects);
    expect(await openReviews(office, person)).toEqual([]);
    expectProblem(await decide(reviewId, decision, finding), 'conflict');
    const again = expectStatus(await office.call('GET', `/v1/privacy/reviews/${reviewId}`), 200);
    expect(again).toMatchObject({ state: decision, decidedBy: office.personId });
  });

  it('CO20: that are lifted meanwhile leave nothing to decide', async () => {
    const person = await newClient();
    const reviewId = await givenObjectionReview(person, office);
    expectStatus(await put(person, 'security', false), 200);
    const decided = expectStatus(await decide(reviewId, 'denied', 'grounds_prevail'), 200);
    expect(decided).toMatchObject({ state: 'overtaken' });
    expect(await stateOf(person, 'security')).toBe('lifted');
    expect(await openReviews(office, person)).toEqual([]);
  });

  it('CO18 CO20: stand in the same ledger as choices, which can be checked offline; they have no consent receipt', async () => {
    const person = await newClient();
    await givenConsent(person, 'marketing');
    await givenObjectionReview(person, office);
    const { reviewId } = await givenOpenReview(office, person);
    expectStatus(await decide(reviewId, 'denied', 'grounds_prevail'), 200);
    await givenConsent(person, 'ai_insights');
    const ledger = await givenDownload(world.instance, person, '/v1/me/consents/ledger');
    expect(await faultsOf(world.instance, ledger)).toEqual([]);
    const { document } = JSON.parse(ledger.text) as { document: LedgerDocument };
    expect(document.entries.map(({ state, capacity, reason }) => [state, capacity, reason])).toEqual([
      ['given', 'self', undefined],
      ['objected', 'self', undefined],
      ['overridden', 'reviewer', 'grounds_prevail'],
      ['given', 'self', undefined],
    ]);
    expectProblem(await person.call('GET', '/v1/me/consents/history/2/receipt'), 'conflict');
  });

  it('are refused, and nothing is written, when they say nothing new or are about something else', async () => {
    const person = await newClient();
    const before = await world.tables.scan('consent');
    expectProblem(await put(person, 'participation_statistics', false), 'conflict');
    expectProblem(await put(person, 'coaching', true), 'invalid-request', 'body.purpose');
    expectProblem(await put(person, 'marketing', true), 'invalid-request', 'body.purpose');
    expectProblem(await put(person, 'security', 'yes'), 'invalid-request', 'body.objection');
    expect(await world.tables.scan('consent')).toEqual(before);
    expectStatus(await put(person, 'participation_statistics', true), 200);
    expectProblem(await put(person, 'participation_statistics', true), 'conflict');
  });

  it('are decided for a reason that fits, and only once, by the privacy office alone', async () => {
    const person = await newClient();
    const reviewId = await givenObjectionReview(person, office);
    expectProblem(await decide(reviewId, 'granted', 'grounds_prevail'), 'invalid-request', 'body.finding');
    expectProblem(await decide(reviewId, 'denied', 'under_pressure'), 'invalid-request', 'body.finding');
    const both = await Promise.all([
      decide(reviewId, 'denied', 'grounds_prevail'),
      decide(reviewId, 'granted', 'grounds_insufficient'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const unknown = 'eu.review_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    expectProblem(await decide(unknown, 'denied', 'grounds_prevail'), 'not-found');
  });
});
