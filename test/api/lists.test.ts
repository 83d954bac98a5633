import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenStaff,
  nextEmail,
  type Person,
  type Programme,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let programme: Programme;
let pair: Engagement;
let other: Engagement;
let path: string;
let sent: string[];

const messagesOf = ({ engagementId }: Engagement) => `/v1/engagements/${engagementId}/messages`;

async function send({ coach, ...pair }: Engagement, body: string): Promise<string> {
  const answer = await coach.call('POST', messagesOf({ coach, ...pair }), { body: { body } });
  return String(expectStatus(answer, 201).messageId);
}

beforeAll(async () => {
  const inUse = await givenSharedInstance();
  instance = inUse.instance;
  programme = await givenProgramme(instance, inUse.operator);
  pair = await givenPair(instance, programme);
  other = await givenPair(instance, programme);
  path = messagesOf(pair);
  sent = [];
  for (let index = 0; index < 12; index++) {
    sent.push(await send(pair, `Message ${index}`));
    // Ids of one millisecond are in no order.
    instance.clock.advance(1);
  }
  for (let index = 0; index < 3; index++) await send(other, `Elsewhere ${index}`);
});

type Page = { readonly items: Record<string, unknown>[]; readonly next: string | null };
const pageOf = async (person: Person, place: string): Promise<Page> =>
  expectStatus(await person.call('GET', place), 200) as Page;

/** Every page of a list, followed by its cursors. */
async function pagesOf(person: Person, place: string, limit: number): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor = '';
  do {
    const page = await pageOf(person, `${place}?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    pages.push(page);
    cursor = page.next ?? '';
  } while (cursor !== '');
  return pages;
}

const cursorOf = async (person: Person, place: string) => String((await pageOf(person, `${place}?limit=2`)).next);

describe('a list', () => {
  it.each([1, 2, 5, 12, 100])('comes newest first, and in pages of %i without gaps or repeats', async (limit) => {
    const pages = await pagesOf(pair.client, path, limit);
    const ids = pages.flatMap(({ items }) => items.map(({ messageId }) => messageId));
    expect(ids).toEqual(sent.toReversed());
    for (const { items } of pages) expect(items.length).toBeLessThanOrEqual(limit);
  });

  it('has 25 items a page when nothing is said', async () => {
    const invitations = `/v1/organizations/${programme.organizationId}/members`;
    for (let index = 0; index < 24; index++) {
      const body = { email: nextEmail('client'), role: 'client' };
      expectStatus(await programme.admin.call('POST', invitations, { body }), 202);
    }
    const page = await pageOf(programme.admin, `/v1/organizations/${programme.organizationId}/invitations`);
    expect(page.items).toHaveLength(25);
    expect(page.next).not.toBeNull();
  });

  it('of engagements has every one once, over pages of one', async () => {
    const body = {
      organizationId: programme.organizationId,
      termsId: programme.termsId,
      clientEmail: pair.client.email,
    };
    for (let index = 0; index < 3; index++)
      expectStatus(await pair.coach.call('POST', '/v1/engagements', { body }), 201);
    for (const person of [pair.coach, pair.client]) {
      const pages = await pagesOf(person, '/v1/engagements', 1);
      const ids = pages.flatMap(({ items }) => items.map(({ engagementId }) => String(engagementId)));
      expect(new Set(ids).size).toBe(4);
      expect(ids).toHaveLength(4);
      expect(ids).toContain(pair.engagementId);
    }
  });

  it('goes on where it was when something new has come meanwhile', async () => {
    const goals = `/v1/engagements/${other.engagementId}/goals`;
    const set = async (title: string) => {
      expectStatus(await other.coach.call('POST', goals, { body: { title } }), 201);
      instance.clock.advance(1);
    };
    for (const title of ['first', 'second', 'third']) await set(title);
    const page = await pageOf(other.client, `${goals}?limit=2`);
    await set('fourth');
    const next = await pageOf(other.client, `${goals}?limit=2&cursor=${page.next}`);
    expect([...page.items, ...next.items].map(({ title }) => title)).toEqual(['third', 'second', 'first']);
  });
});

describe('a cursor', () => {
  const refused = async (person: Person, place: string, cursor: string) =>
    expectProblem(await person.call('GET', `${place}?cursor=${cursor}`), 'invalid-request', 'query.cursor');

  it('says nothing of what it stands for', async () => {
    const cursor = await cursorOf(pair.client, path);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('message');
  });

  it('is for one person, one list and one route only', async () => {
    const cursor = await cursorOf(pair.client, path);
    await refused(pair.coach, path, cursor);
    await refused(other.client, messagesOf(other), cursor);
    await refused(pair.client, `/v1/engagements/${pair.engagementId}/goals`, cursor);
    await refused(pair.client, '/v1/engagements', cursor);
    await refused(pair.coach, messagesOf(pair), await cursorOf(other.coach, messagesOf(other)));
  });

  it('that was edited, cut or made up is refused', async () => {
    const cursor = await cursorOf(pair.client, path);
    const flipped = (at: number) => {
      const bytes = Buffer.from(cursor, 'base64url');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes.toString('base64url');
    };
    for (const edited of [flipped(0), flipped(5), flipped(20), flipped(40), cursor.slice(0, -4), 'AAAA', 'x'])
      await refused(pair.client, path, edited);
    for (const odd of ['', '%00', 'a.b', 'a'.repeat(1025), '../../x', '%F0%9F%8E%89'])
      await refused(pair.client, path, odd);
  });

  it('of the request log is for the same search only', async () => {
    const support = await givenStaff(instance, 'support');
    const since = '2026-11-01T00:00:00Z';
    const { next } = await pageOf(support, `/v1/ops/logs?limit=1&since=${since}`);
    expect(next).not.toBeNull();
    await refused(support, '/v1/ops/logs', String(next));
    await pageOf(support, `/v1/ops/logs?limit=1&since=${since}&cursor=${next}`);
  });
});

describe('a limit', () => {
  it.each(['0', '101', '1000', '-1', '1.5', 'x', '', '1e1', '0x10', '%201', '٣'])(
    'of "%s" is refused',
    async (limit) => {
      expectProblem(await pair.client.call('GET', `${path}?limit=${limit}`), 'invalid-request', 'query.limit');
    },
  );
});
