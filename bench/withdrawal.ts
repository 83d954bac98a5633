import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { runtime } from '#/lambdas/platform/runtime.ts';
import { delay, type Faults, openFaults, tear } from '#/test/support/faults.ts';
import type { Bench, Figure, Outcome } from './bench.ts';
import { openChoices } from './consents/choices.ts';
import { openCaller } from './instance/caller.ts';
import { openFunction } from './instance/functions.ts';
import type { BenchInstance } from './instance/start.ts';
import { medianOf, milliseconds } from './measure.ts';
import { crowd, type Tally } from './withdrawal/crowd.ts';
import { type Left, leftBehind } from './withdrawal/left-behind.ts';

const rounds = 10;
const purpose = 'session_recording';

type Round = Awaited<ReturnType<typeof crowd>> & { readonly tornBatches: number; readonly left: Left };

/** Every batch tears: the keys are read first, the rest up to 4 ms later. Every write takes its time on its way. */
function injectFaults(faults: Faults): void {
  const keysFirst = (key: string) => key.startsWith('subject#');
  faults.inject(
    { operation: 'BatchGetItem', lasting: true },
    tear(keysFirst, () => sleep(Math.random() * 4)),
  );
  faults.inject({ operation: 'TransactWriteItems', lasting: true }, delay(3));
}

async function openStage(instance: BenchInstance) {
  const { engagementId, sessionId, people } = instance;
  const tokens = [people.coach.accessToken, people.client.accessToken] as const;
  const [coach, client] = [await openChoices(instance, tokens[0]), await openChoices(instance, tokens[1])];
  await coach.begin(purpose, 'given');
  await client.begin(purpose, 'withdrawn');
  await instance.settled();
  const recordings = `/v1/engagements/${engagementId}/sessions/${sessionId}/recordings`;
  const call = openCaller(instance, tokens[0]);
  const invoke = await openFunction(instance, 'recordings');
  const [give, withdraw] = [client.deciding(purpose, 'given'), client.deciding(purpose, 'withdrawn')];
  return async (faults: Faults): Promise<Round> => {
    await give();
    const begin = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
    const { recordingId } = await call('POST', recordings, begin);
    const one = `${recordings}/${String(recordingId)}`;
    await call('PUT', `${one}/parts/1`, randomBytes(64));
    faults.clear();
    injectFaults(faults);
    const seen = await crowd({ invoke, tokens, recordings, one }, withdraw);
    const tornBatches = faults.count('BatchGetItem');
    faults.clear();
    await instance.settled();
    return { ...seen, tornBatches, left: await leftBehind(instance) };
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function none(what: string, found: readonly number[], of: number): Figure {
  const total = sum(found);
  return {
    what,
    ours: `${total} of ${of}`,
    baseline: '-',
    worst: String(Math.max(...found)),
    target: '0',
    met: total === 0 && of > 0,
  };
}

function report(all: readonly Round[]): Outcome {
  const tallied = (kind: keyof Tally, which: 'succeededBefore' | 'triedAfter' | 'succeededAfter') =>
    all.map((round) => round[which][kind]);
  const after = (kind: keyof Tally) =>
    none(
      `${kind} begun after a withdrawal’s answer that succeed`,
      tallied(kind, 'succeededAfter'),
      sum(tallied(kind, 'triedAfter')),
    );
  const took = all.map(({ tookMs }) => tookMs);
  const before = (kind: keyof Tally) => sum(tallied(kind, 'succeededBefore'));
  const answers = [...new Set(all.flatMap(({ answersAfter }) => answersAfter))];
  // What one round leaves behind still lies there in the next.
  const orphans = (kind: keyof Left) =>
    none(
      `orphaned ${kind}, after the jobs`,
      all.map(({ left }, at) => Math.max(0, left[kind] - (all[at - 1]?.left[kind] ?? 0))),
      before('writes'),
    );
  return {
    figures: [
      after('reads'),
      after('writes'),
      orphans('rows'),
      orphans('objects'),
      {
        what: 'withdrawal, request to answer, 50 at work',
        ours: milliseconds(medianOf(took)),
        baseline: '-',
        worst: milliseconds(Math.max(...took)),
        target: '-',
        met: undefined,
      },
    ],
    notes: [
      `Withdrawal, ${all.length} times with 50 callers at work: ${before('reads')} reads and ${before('writes')} writes succeeded that had begun before it; ${sum(all.map(({ tornBatches }) => tornBatches))} batches were torn. What began after its answer was answered ${answers.join(', ')}.`,
    ],
  };
}

async function run(instance: BenchInstance): Promise<Outcome> {
  const faults = openFaults('request');
  runtime.requestHandler = faults.handler as never;
  try {
    const round = await openStage(instance);
    const all: Round[] = [];
    while (all.length < rounds) all.push(await round(faults));
    return report(all);
  } finally {
    runtime.requestHandler = undefined;
  }
}

export const withdrawal: Bench = {
  says: 'what still succeeds after a withdrawal’s answer, with 50 callers at work and torn batches',
  run: async ({ instance }) => run(await instance()),
};
