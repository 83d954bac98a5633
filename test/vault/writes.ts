import { isDeepStrictEqual } from 'node:util';
import type { Person } from '#/test/support/people.ts';
import { givenNote, type World } from './given-world.ts';
import type { RawItem } from './raw-tables.ts';

/** A request that writes, with another body that it could have had. */
export type Write = {
  readonly by: Person;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object | undefined;
  readonly otherBody?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One of each kind of write; each call prepares what it needs, so that it can be made to fail again and again. */
export type WriteKind = { readonly name: string; prepare(world: World): Promise<Write> };

let count = 0;

async function givenSessionOf({ coach, engagementPath, instance }: World): Promise<string> {
  const startsAt = new Date(instance.clock.now() - 60_000).toISOString();
  const answer = await coach.call('POST', `${engagementPath}/sessions`, { body: { startsAt, durationMinutes: 30 } });
  return `${engagementPath}/sessions/${(answer.body as { sessionId: string }).sessionId}`;
}

export const createNote: WriteKind = {
  name: 'POST that makes a record',
  prepare: async ({ coach, notesPath }) => ({
    by: coach,
    method: 'POST',
    path: notesPath,
    body: { body: 'She spoke up twice.', visibility: 'participants' },
    otherBody: { body: 'She spoke up once.', visibility: 'participants' },
  }),
};

/** The largest write there is: a person who is not known yet, with keys, an account and an engagement. */
export const proposeEngagement: WriteKind = {
  name: 'POST that makes a person, their keys and an engagement',
  prepare: async ({ coach, organization: { organizationId }, termsId }) => {
    const body = { organizationId, termsId, clientEmail: `newcomer.${++count}@people.example`, focus: 'Calm' };
    return { by: coach, method: 'POST', path: '/v1/engagements', body, otherBody: { ...body, focus: 'Haste' } };
  },
};

export const reviseNote: WriteKind = {
  name: 'PATCH',
  prepare: async (world) => ({
    by: world.coach,
    method: 'PATCH',
    path: await givenNote(world),
    body: { body: 'Made peace.' },
    headers: { 'if-match': '"1"' },
  }),
};

/** Changes the session and the session epochs of both participants. */
export const completeSession: WriteKind = {
  name: 'transition',
  prepare: async (world) => ({
    by: world.coach,
    method: 'POST',
    path: `${await givenSessionOf(world)}/complete`,
  }),
};

/** Written for refused requests, too, or by what follows the outbox in its own time. */
const besides = new Set(['sign_in', 'engagement_log']);

/** What a write has to leave whole: neither the access log nor what stands beside it. */
export async function writtenRows({ tables }: World): Promise<Map<string, RawItem>> {
  const rows = await Promise.all((['directory', 'keys', 'coaching', 'activity'] as const).map(tables.items));
  return new Map(rows.flat().filter(([, { entity }]) => !besides.has(entity?.S?.replace('_pointer', '') ?? '')));
}

/** What came, went and changed between two states of the tables: `+note`, `~session +1`, sorted. */
export function changesBetween(earlier: Map<string, RawItem>, later: Map<string, RawItem>): string[] {
  const added = [...later].filter(([name]) => !earlier.has(name)).map(([, { entity }]) => `+${entity?.S}`);
  const gone = [...earlier].filter(([name]) => !later.has(name)).map(([, { entity }]) => `-${entity?.S}`);
  const changed = [...later].flatMap(([name, row]) => {
    const old = earlier.get(name);
    if (!old || isDeepStrictEqual(old, row)) return [];
    return [`~${row.entity?.S} +${Number(row.version?.N) - Number(old.version?.N)}`];
  });
  return [...added, ...gone, ...changed].sort();
}
