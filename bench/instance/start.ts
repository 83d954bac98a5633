import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areas } from '#/lambdas/contract.ts';
import { runtime } from '#/lambdas/platform/runtime.ts';
import { instances } from '#/lib/instances.ts';
import { type ApiClient, openApiClient } from '#/local/demo/api-client.ts';
import { functionEnvironment, ownAwsEnvironment } from '#/local/run/environment.ts';
import type { FromInstance, InstanceFacts, ToInstance } from './protocol.ts';

const child = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Later than the 2 s after a grant in which records are read twice: benches measure the normal case. */
const aheadMs = 10_000;

export type BenchInstance = InstanceFacts & {
  /** What this process and its children need in their environment to be functions of the instance. */
  readonly environment: Readonly<Record<string, string>>;
  /** Calls the API over HTTP as the coach. */
  readonly coach: ApiClient;
  readonly sessionId: string;
  /** Notes of the session, 400 bytes each, as many as a page of a list takes when nobody says. */
  readonly noteIds: readonly string[];
  /** Resolves when the jobs that follow from what was written are done; ask again only after it has. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const noteText = 'Spoke about the meeting on Monday; she wants to open it herself the next time. '
  .repeat(6)
  .slice(0, 400);
const notesOfSession = 25;

async function givenNotes(coach: ApiClient, engagementId: string) {
  const path = `/v1/engagements/${engagementId}/sessions`;
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await coach.post(path, { startsAt, durationMinutes: 60, topic: 'The meeting on Monday' });
  const sessionId = String(body.sessionId);
  const noteIds: string[] = [];
  for (let count = 0; count < notesOfSession; count++) {
    const note = await coach.post(`${path}/${sessionId}/notes`, { body: noteText, visibility: 'participants' });
    noteIds.push(String(note.body.noteId));
  }
  return { sessionId, noteIds };
}

async function settled(instance: ChildProcess): Promise<void> {
  const answer = once(instance, 'message');
  instance.send('settle' satisfies ToInstance);
  await answer;
}

function environmentOf(facts: InstanceFacts): Record<string, string> {
  const { awsEndpointUrl, userPools, keys, response, apiUrl, region } = facts;
  const surroundings = { instance: instances.eu, areas, userPools, keys, response, apiUrl, siblings: {} };
  return { ...ownAwsEnvironment(region, awsEndpointUrl), ...functionEnvironment(surroundings) };
}

/** Makes this process able to serve an instance. */
export function serveHere({ environment }: BenchInstance): void {
  Object.assign(process.env, environment);
  runtime.now = () => Date.now() + aheadMs;
}

/** Starts an instance on `folder` with people, an engagement and notes. */
export async function startBenchInstance(folder: string): Promise<BenchInstance> {
  const process_ = fork(child, [join(folder, 'instance')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(process_, 'exit');
  const gone = ended.then((): FromInstance => ({ failed: 'The instance ended before it was ready.' }));
  const answer = await Promise.race([once(process_, 'message').then(([message]) => message as FromInstance), gone]);
  if (answer === 'settled' || 'failed' in answer) throw new Error(answer === 'settled' ? answer : answer.failed);
  const facts = answer.ready;
  const coach = openApiClient(facts.apiUrl, facts.people.coach.accessToken);
  const notes = await givenNotes(coach, facts.engagementId);
  const environment = environmentOf(facts);
  const close = async (): Promise<void> => {
    if (process_.connected) process_.disconnect();
    await ended;
  };
  return { ...facts, ...notes, environment, coach, settled: () => settled(process_), close };
}
