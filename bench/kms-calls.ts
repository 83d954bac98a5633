import { runtime } from '#/lambdas/platform/runtime.ts';
import type { Bench, Outcome } from './bench.ts';
import { limit } from './compare.ts';
import { type AwsCall, watchCalls } from './instance/calls.ts';
import { apiEvent } from './instance/event.ts';
import { expectStatus, openFunction } from './instance/functions.ts';
import type { BenchInstance } from './instance/start.ts';

const minute = 60_000;

/** What a call to KMS is about: the wrapped key, which stands for one subject and purpose, or the secret that is derived. */
const aboutOf = ({ action, body }: AwsCall): string =>
  `${action} ${JSON.stringify(body.EncryptionContext ?? body.Message ?? body.KeyId)}`;

/** Counts calls to KMS over 13 minutes of a process that reads and writes for two people, 20 at a time, every half minute. */
async function run(instance: BenchInstance): Promise<Outcome> {
  const { engagementId, sessionId, noteIds, people } = instance;
  const windows = new Map<string, number>();
  const start = runtime.now;
  const stop = watchCalls({
    before(call) {
      if (!/^(?:Decrypt|GenerateMac|GenerateDataKey|Encrypt)$/.test(call.action)) return;
      const window = Math.floor((runtime.now() - begun) / (5 * minute));
      const name = `${aboutOf(call)} in minutes ${window * 5} to ${window * 5 + 5}`;
      windows.set(name, (windows.get(name) ?? 0) + 1);
    },
  });
  const begun = start();
  let moved = 0;
  runtime.now = () => begun + moved;
  let requests = 0;
  try {
    const invoke = await openFunction(instance, 'coaching');
    const notes = `/v1/engagements/${engagementId}/sessions/${sessionId}/notes`;
    const asks = [
      () => apiEvent({ method: 'GET', path: `${notes}/${noteIds[0]}`, token: people.coach.accessToken }),
      () => apiEvent({ method: 'GET', path: notes, token: people.client.accessToken }),
    ];
    for (; moved < 13 * minute; moved += minute / 2) {
      const events = asks.flatMap((ask) => Array.from({ length: 10 }, () => ask().event));
      await Promise.all(events.map((event) => expectStatus(invoke(event), 200)));
      requests += events.length;
    }
  } finally {
    runtime.now = start;
    stop();
  }
  const most = Math.max(...windows.values());
  const total = [...windows.values()].reduce((sum, count) => sum + count, 0);
  return {
    figures: [limit('KMS calls per subject and purpose in five minutes', most, 1, '')],
    notes: [
      `KMS: ${total} calls for ${requests} requests over 13 minutes of one process (secrets of cursors included).`,
    ],
  };
}

export const kmsCalls: Bench = {
  says: 'how often a process asks KMS for the key of one subject and purpose',
  run: async ({ instance }) => run(await instance()),
};
