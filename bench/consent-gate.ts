import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { runtime } from '#/lambdas/platform/runtime.ts';
import type { Bench, Figure, Outcome } from './bench.ts';
import { openChoices } from './consents/choices.ts';
import { openCaller } from './instance/caller.ts';
import { watchCalls } from './instance/calls.ts';
import { apiEvent } from './instance/event.ts';
import { expectStatus, openFunction } from './instance/functions.ts';
import type { BenchInstance } from './instance/start.ts';

const reads = 20;
/** A consent that is younger than 2 s makes a read look twice: here it is the normal case that counts. */
const laterMs = 3_000;

/** What one read asked of AWS: the calls in alphabetical order, and how many rows they read. */
type Asked = { readonly calls: string; readonly rows: number };

const given = async (instance: BenchInstance, token: string, purpose: ConsentPurpose) =>
  (await openChoices(instance, token)).begin(purpose, 'given');

/** A record of each kind, the consents that the last two take being given. */
async function givenPaths(
  instance: BenchInstance,
): Promise<Readonly<Record<'note' | 'recording' | 'insight', string>>> {
  const { engagementId, sessionId, noteIds, people } = instance;
  const engagement = `/v1/engagements/${engagementId}`;
  const session = `${engagement}/sessions/${sessionId}`;
  for (const { accessToken } of [people.client, people.coach]) await given(instance, accessToken, 'session_recording');
  await given(instance, people.client.accessToken, 'ai_insights');
  const call = openCaller(instance, people.coach.accessToken);
  const begin = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
  const { recordingId } = await call('POST', `${session}/recordings`, begin);
  const { insightId } = await call('POST', `${engagement}/insights`, { madeFrom: 'notes', sessionId });
  return {
    note: `${session}/notes/${noteIds[0]}`,
    recording: `${session}/recordings/${String(recordingId)}`,
    insight: `${engagement}/insights/${String(insightId)}`,
  };
}

/** Counts the calls of each of some warm reads. */
async function countReads(instance: BenchInstance, path: string): Promise<Asked[]> {
  let actions: string[] = [];
  let rows = 0;
  const stop = watchCalls({
    before({ action, body }) {
      actions.push(action);
      const tables = Object.values((body.RequestItems ?? {}) as Record<string, { Keys: readonly unknown[] }>);
      rows += tables.reduce((sum, { Keys }) => sum + Keys.length, 0);
    },
  });
  const counted: Asked[] = [];
  try {
    const { area, event } = apiEvent({ method: 'GET', path, token: instance.people.coach.accessToken });
    const invoke = await openFunction(instance, area);
    for (let read = 0; read <= reads; read++) {
      [actions, rows] = [[], 0];
      await expectStatus(invoke(event), 200);
      counted.push({ calls: actions.toSorted().join(' + '), rows });
    }
  } finally {
    stop();
  }
  // The first read makes the keys known, and whom the engagement is about.
  return counted.slice(1);
}

function figure(what: string, counted: readonly Asked[], note: readonly Asked[]): Figure {
  const others = counted.map(({ calls }) => calls).filter((calls) => calls !== note[0]?.calls);
  return {
    what: `calls of ${what}`,
    ours: counted[0]?.calls ?? '-',
    baseline: `note read, no consent asked: ${note[0]?.calls}`,
    worst: others[0] ?? 'the same',
    target: 'the same',
    met: counted.length > 0 && others.length === 0,
  };
}

async function count(instance: BenchInstance, paths: Awaited<ReturnType<typeof givenPaths>>): Promise<Outcome> {
  const note = await countReads(instance, paths.note);
  const recording = await countReads(instance, paths.recording);
  const insight = await countReads(instance, paths.insight);
  const rowsOf = (counted: readonly Asked[]) => Math.max(...counted.map(({ rows }) => rows));
  return {
    figures: [
      figure('a recording read, two people’s consent', recording, note),
      figure('an insight read, one person’s consent', insight, note),
    ],
    notes: [
      `Consent gate, ${reads} warm reads of each: rows in the batch ${rowsOf(note)} for a note, ${rowsOf(recording)} for a recording, ${rowsOf(insight)} for an insight.`,
    ],
  };
}

async function run(instance: BenchInstance): Promise<Outcome> {
  const paths = await givenPaths(instance);
  const { now } = runtime;
  runtime.now = () => now() + laterMs;
  try {
    return await count(instance, paths);
  } finally {
    runtime.now = now;
  }
}

export const consentGate: Bench = {
  says: 'what a consent decision adds to the calls of a read',
  run: async ({ instance }) => run(await instance()),
};
