import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beforeSending } from '#/test/support/faults.ts';
import { expectStatus, givenMember, givenRefreshed, givenSignedInAgain, type Person } from '#/test/support/people.ts';
import { ask, givenRequest, onRequest, readRequest, type ShownRequest } from '#/test/support/requests.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const minuteMs = 60_000;

describe('rights requests', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  const newPerson = (): Promise<Person> => givenMember(world.instance, world.organization, 'client');

  it('RI9: show by when they are due under which law, where they stand, reminders, and what stays', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'access', residence: 'BR' });
    const days = (Date.parse(shown.due.at) - world.instance.clock.now()) / 86_400_000;
    expect(shown).toMatchObject({
      state: 'awaiting_confirmation',
      due: { regime: 'br-lgpd', citation: 'LGPD Art. 19 I-II' },
    });
    expect(days).toBeGreaterThan(14.9);
    expect(days).toBeLessThan(15.1);
    expect(shown.reminders.map(({ to }) => to)).toContain('office');
    expect(shown.stays.map(({ entity }) => entity)).toContain('consent_entry');
    expect(await readRequest(person, shown)).toEqual(shown);
    expect(expectStatus(await person.call('GET', '/v1/me/requests'), 200)).toMatchObject({
      items: [{ requestId: shown.requestId }],
    });
  });

  it('TR6: tell what an erasure would do before it is confirmed', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'erasure', grace: true });
    expect(shown).toMatchObject({ state: 'awaiting_confirmation', graceUntil: null });
    const { preview } = shown as unknown as { preview: { goes: { entity: string }[]; backupsLapseAt: string } };
    expect(preview.goes.map(({ entity }) => entity)).toEqual(expect.arrayContaining(['note', 'person', 'subject_key']));
    expect(Date.parse(preview.backupsLapseAt)).toBeGreaterThan(world.instance.clock.now());
  });

  it('two of the same kind at once end as one', async () => {
    const person = await newPerson();
    const answers = await Promise.all(Array.from({ length: 4 }, () => givenRequest(person, { kind: 'erasure' })));
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
    const rows = (await world.tables.scan('rights')).filter(
      ({ pk, entity }) => pk.endsWith(person.personId) && entity === 'data_request',
    );
    expect(rows).toHaveLength(1);
  });

  it('are 429 from the sixth open one of a kind and from the eleventh of a day on, to the very one', async () => {
    const person = await newPerson();
    const correct = (number: number) => ask(person, { kind: 'rectification', words: `Wrong ${number}.` });
    const answers = await Promise.all(Array.from({ length: 5 }, (_, number) => correct(number)));
    const made = answers.map((answer) => expectStatus(answer, 201) as unknown as ShownRequest);
    expectProblem(await correct(6), 'too-many-requests');
    for (const request of made) expectStatus(await onRequest(person, request, 'cancel'), 200);
    for (let number = 0; number < 5; number++) expectStatus(await correct(number), 201);
    const refused = await ask(person, { kind: 'access' });
    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('a repeated POST with its Idempotency-Key answers the same request', async () => {
    const person = await newPerson();
    const post = () =>
      person.call('POST', '/v1/me/requests', {
        body: { kind: 'rectification', words: 'Wrong.' },
        headers: { 'idempotency-key': 'rectify-once' },
      });
    const [first, second] = [expectStatus(await post(), 201), expectStatus(await post(), 201)];
    expect(second.requestId).toBe(first.requestId);
  });

  it.each<[string, object, string[]]>([
    ['an unknown kind', { kind: 'revenge' }, ['body.kind']],
    ['an objection to a purpose that rests on consent', { kind: 'objection', about: 'marketing' }, ['body.about']],
    ['an early deletion of what must stay', { kind: 'early_deletion', about: 'consent_entry' }, ['body.about']],
    ['a target where there is none', { kind: 'access', about: 'note' }, ['body.about']],
    ['a grace that an access has not', { kind: 'access', grace: true }, ['body.grace']],
    ['a rectification that says nothing', { kind: 'rectification' }, ['body.words']],
    ['a correction without a rectification', { kind: 'access', displayName: 'Kim' }, ['body.displayName']],
    ['a country in words', { kind: 'access', residence: 'Germany' }, ['body.residence']],
    ['somebody else', { kind: 'access', personId: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' }, ['body']],
  ])('refuse %s', async (_, body, fields) => {
    const before = await world.tables.scan('rights');
    expectProblem(await ask(world.client, body), 'invalid-request', ...fields);
    expect(await world.tables.scan('rights')).toEqual(before);
  });

  it('are nobody else’s', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const shown = await givenRequest(person, { kind: 'access' });
    expectProblem(await other.call('GET', `/v1/me/requests/${shown.requestId}`), 'not-found');
    expectProblem(await onRequest(other, shown, 'confirm'), 'not-found');
    expectProblem(await onRequest(other, shown, 'cancel'), 'not-found');
  });

  it('hold what the person wrote sealed, and nothing of it in a row that can be read', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'rectification', words: 'Ottilie is my sister, not my boss.' });
    expect(await readRequest(person, shown)).toMatchObject({ words: 'Ottilie is my sister, not my boss.' });
    expect(JSON.stringify(await world.tables.all())).not.toContain('Ottilie is my sister');
  });

  it('correct fields of the profile with the confirmation', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, {
      kind: 'rectification',
      displayName: 'Kim Ødegård',
      timeZone: 'Europe/Oslo',
    });
    expect(expectStatus(await onRequest(person, shown, 'confirm'), 200)).toMatchObject({ state: 'completed' });
    expect(expectStatus(await person.call('GET', '/v1/me'), 200)).toMatchObject({
      displayName: 'Kim Ødegård',
      timeZone: 'Europe/Oslo',
    });
  });

  it('an erasure with grace can be called off after its confirmation, and is due after its days of grace', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'erasure', grace: true });
    const confirmed = expectStatus(await onRequest(person, shown, 'confirm'), 200) as unknown as ShownRequest;
    expect(Date.parse(confirmed.due.at)).toBeGreaterThan(Date.parse(String(confirmed.graceUntil)));
    expect(expectStatus(await onRequest(person, shown, 'cancel'), 200)).toMatchObject({ state: 'cancelled' });
  });

  it.each([
    ['access', 'request.confirmed'],
    ['erasure', 'erasure.confirmed'],
  ])('the confirmation of %s leaves the event %s with the request’s id', async (kind, type) => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind });
    expectStatus(await onRequest(person, shown, 'confirm'), 200);
    const events = (await world.tables.scan('activity')).filter(({ fields }) => fields?.resourceId === shown.requestId);
    expect(events.map(({ fields }) => fields?.type)).toContain(type);
  });

  it('lose against an erasure that takes the key away meanwhile', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'rectification', words: 'Wrong.' });
    expectStatus(await onRequest(person, shown, 'cancel'), 200);
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        world.faults.clear();
        const key = await world.tables.one('keys', ({ pk, sk }) =>
          `${pk}${sk}`.endsWith(`${person.personId}key#data_rights`),
        );
        await world.tables.remove(key);
      }),
    );
    expectProblem(await ask(person, { kind: 'access' }), 'erased');
  });

  // The clock goes on from here, and leaves the others' tokens behind.
  it('RI13: are confirmed with a fresh sign-in only', async () => {
    const person = await newPerson();
    const shown = await givenRequest(person, { kind: 'access' });
    world.instance.clock.advance(6 * minuteMs);
    const later = await givenRefreshed(world.instance, person);
    expectProblem(await onRequest(later, shown, 'confirm'), 'sign-in-too-old');
    expect(await readRequest(later, shown)).toMatchObject({
      state: 'awaiting_confirmation',
      verifiedAt: expect.any(String),
    });
    const again = await givenSignedInAgain(world.instance, person);
    expect(expectStatus(await onRequest(again, shown, 'confirm'), 200)).toMatchObject({ state: 'in_progress' });
    expectProblem(await onRequest(again, shown, 'confirm'), 'conflict');
  });

  it('RI13: that arrive under an old sign-in wait for proof of identity', async () => {
    const later = await givenRefreshed(world.instance, world.client);
    expect(await givenRequest(later, { kind: 'access' })).toMatchObject({
      state: 'identity_unverified',
      verifiedAt: null,
    });
  });
});
