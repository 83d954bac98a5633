import { beforeAll, describe, expect, it } from 'vitest';
import { countRows } from '#/test/api/count-rows.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { rawCall } from '#/test/api/raw-call.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let programme: Programme;
let pair: Engagement;
let path: string;
let notes: string;

beforeAll(async () => {
  instance = await givenInstance();
  programme = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  pair = await givenPair(instance, programme);
  path = `/v1/engagements/${pair.engagementId}`;
  notes = `${path}/sessions/${await givenSession(pair, '2026-11-01T09:00:00Z')}/notes`;
});

const write = (body: string) => pair.coach.call('POST', notes, { body: { body, visibility: 'participants' } });

/** The text as the other participant reads it. */
async function readBack(body: string): Promise<string> {
  const { noteId } = expectStatus(await write(body), 201);
  return String(expectStatus(await pair.client.call('GET', `${notes}/${noteId}`), 200).body);
}

describe('a text', () => {
  it.each([
    ['emoji and their joiners', '👩🏽‍🤝‍👨🏻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☺️'],
    ['right to left with its marks', 'שלום \u{202b}abc\u{202c} مرحبا\u{200f}!'],
    ['many alphabets', 'Zoë Ærø Łódź Ελλάδα Київ 東京 ไทย हिन्दी'],
    ['line breaks and tabs', 'one\ntwo\r\n\tthree'],
    ['characters beyond the first plane', '𝕬𐍈𠜎'],
    ['markup and code', `<script>alert('x')</script> {"a":1} $\{x} {{y}} %s \\u0041 ' OR 1=1 --`],
    ['what looks like a token or a row', 'eyJhbGciOi.eyJ.x pk#engagement S:fields'],
    ['names of object members', '__proto__ constructor toString'],
    ['blanks at both ends', '  x  '],
  ])('of %s comes back as it was', async (_, body) => {
    expect(await readBack(body)).toBe(body);
  });

  it('is kept in one of its equal forms: NFC', async () => {
    expect(await readBack('Zoe\u0308 \u1112\u1161\u11ab')).toBe('Zo\u00eb \ud55c');
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a C0 control', 'a\u0007b'],
    ['escape', '\u001b[31m'],
    ['DEL', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a lone high surrogate', 'a\ud83dz'],
    ['a lone low surrogate', '\udc00a'],
    ['a noncharacter', 'a\uffffb'],
    ['the replacement character', 'a\ufffdb'],
  ])('with %s is refused', async (_, body) => {
    expectProblem(await write(body), 'invalid-request', 'body.body');
  });

  it('that was not UTF-8 is refused, not kept with holes', async () => {
    const rows = await countRows(instance);
    for (const bytes of [
      [0xff],
      [0xc3, 0x28],
      [0xe2, 0x82],
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
      [0xf5, 0x80, 0x80, 0x80],
    ]) {
      const body = Buffer.concat([
        Buffer.from('{"visibility":"author","body":"a'),
        Buffer.from(bytes),
        Buffer.from('"}'),
      ]);
      const call = { method: 'POST', path: notes, token: pair.coach.token, body };
      expectProblem(await rawCall(instance.apiUrl, call), 'invalid-request', 'body.body');
    }
    expect(await countRows(instance)).toEqual(rows);
  });

  it('has at most 20,000 characters, as Unicode counts them, after NFC', async () => {
    expect(await readBack('x'.repeat(20_000))).toHaveLength(20_000);
    expectProblem(await write('x'.repeat(20_001)), 'invalid-request', 'body.body');
    expect(await readBack('e\u0301'.repeat(20_000))).toBe('é'.repeat(20_000));
    expect([...(await readBack('🎉'.repeat(20_000)))]).toHaveLength(20_000);
    expectProblem(await write('🎉'.repeat(20_001)), 'invalid-request', 'body.body');
    expect(Buffer.byteLength(await readBack('한'.repeat(20_000)))).toBe(60_000);
  });

  it('of one line has no line break, and names the field', async () => {
    for (const title of ['a\nb', 'a\rb', 'a\tb', 'a\u2028b\n'])
      expectProblem(
        await pair.coach.call('POST', `${path}/goals`, { body: { title } }),
        'invalid-request',
        'body.title',
      );
  });
});

describe('the largest records', () => {
  it('are kept and read whole: every text as long as it may be, in the longest characters', async () => {
    const terms = `/v1/organizations/${programme.organizationId}/programme-terms`;
    const text = '𠜎'.repeat(20_000);
    const body = { title: '한'.repeat(200), text, sponsorSees: ['aggregate_participation', 'aggregate_satisfaction'] };
    const { termsId } = expectStatus(await programme.admin.call('POST', terms, { body }), 201);
    expect(expectStatus(await programme.sponsor.call('GET', `${terms}/${termsId}`), 200)).toMatchObject(body);
    const goal = { title: '한'.repeat(200), description: '한'.repeat(5_000) };
    const { goalId } = expectStatus(await pair.coach.call('POST', `${path}/goals`, { body: goal }), 201);
    expect(expectStatus(await pair.client.call('GET', `${path}/goals/${goalId}`), 200)).toMatchObject(goal);
  });

  it('come in lists of a hundred', async () => {
    const { sessionId } = expectStatus(
      await pair.coach.call('POST', `${path}/sessions`, {
        body: { startsAt: '2026-11-01T09:00:00Z', durationMinutes: 30 },
      }),
      201,
    );
    const place = `${path}/sessions/${sessionId}/notes`;
    const body = { body: '한'.repeat(20_000), visibility: 'participants' };
    for (let index = 0; index < 30; index++) expectStatus(await pair.coach.call('POST', place, { body }), 201);
    const ids: unknown[] = [];
    let cursor = '';
    do {
      const page = expectStatus(await pair.client.call('GET', `${place}?limit=100${cursor}`), 200);
      ids.push(...(page.items as { noteId: string }[]).map(({ noteId }) => noteId));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor !== '');
    expect(new Set(ids).size).toBe(30);
  });

  it('what a sponsor sees is named once each', async () => {
    const terms = `/v1/organizations/${programme.organizationId}/programme-terms`;
    for (const count of [2, 9_000]) {
      const body = { title: 'T', text: 'T', sponsorSees: Array(count).fill('aggregate_participation') };
      expectProblem(await programme.admin.call('POST', terms, { body }), 'invalid-request', 'body.sponsorSees');
    }
  });
});
