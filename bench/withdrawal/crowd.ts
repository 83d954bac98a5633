import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiEvent } from '#/bench/instance/event.ts';
import type { Invoke } from '#/bench/instance/functions.ts';

const callers = 50;

/** One request of many that run against a withdrawal. */
type Attempt = { readonly kind: 'read' | 'write'; readonly begunAt: number; readonly status: number };
export type Tally = { readonly reads: number; readonly writes: number };

type Asked = Pick<Attempt, 'kind'> & { readonly method: string; readonly path: string; readonly body?: unknown };

/** What a caller does over and over: two in five write, a recording of their own or the part of the one that is there. */
function askedBy(worker: number, recordings: string, one: string): Asked {
  const begin = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
  if (worker % 5 === 0) return { kind: 'write', method: 'POST', path: recordings, body: begin };
  if (worker % 5 === 1) return { kind: 'write', method: 'PUT', path: `${one}/parts/1`, body: randomBytes(64) };
  return { kind: 'read', method: 'GET', path: worker % 3 === 0 ? recordings : one };
}

const succeeded = ({ status }: Attempt): boolean => status < 300;

/** Counts attempts that began in a span of time. */
const tally = (attempts: readonly Attempt[], counts: (attempt: Attempt) => boolean): Tally => {
  const counted = attempts.filter(counts);
  const reads = counted.filter(({ kind }) => kind === 'read').length;
  return { reads, writes: counted.length - reads };
};

/** Resolves when enough has happened; whoever works does so meanwhile. */
async function until(isEnough: () => boolean): Promise<void> {
  while (!isEnough()) await sleep(5);
}

export type Place = {
  readonly invoke: Invoke;
  readonly tokens: readonly [string, string];
  /** The recordings of a session, and one of them. */
  readonly recordings: string;
  readonly one: string;
};

/**
 * Fifty callers read and write recordings without a pause while `withdraw` happens, and for some time after it: how many
 * attempts succeeded before, and how many of those begun after its answer.
 */
export async function crowd({ invoke, tokens, recordings, one }: Place, withdraw: () => Promise<unknown>) {
  const attempts: Attempt[] = [];
  let isOver = false;
  async function work(worker: number): Promise<void> {
    const { kind, ...asked } = askedBy(worker, recordings, one);
    while (!isOver) {
      const { event } = apiEvent({ ...asked, token: tokens[worker % 2] ?? '' });
      const begunAt = performance.now();
      const { statusCode } = await invoke(event);
      attempts.push({ kind, begunAt, status: statusCode });
    }
  }
  const working = Promise.all(Array.from({ length: callers }, (_, worker) => work(worker)));
  await until(() => attempts.filter(succeeded).length >= 2 * callers);
  const askedAt = performance.now();
  await withdraw();
  const answeredAt = performance.now();
  const isLater = ({ begunAt }: Attempt) => begunAt > answeredAt;
  await until(() => attempts.filter(isLater).length >= 4 * callers);
  isOver = true;
  await working;
  return {
    tookMs: answeredAt - askedAt,
    succeededBefore: tally(attempts, (attempt) => attempt.begunAt < askedAt && succeeded(attempt)),
    triedAfter: tally(attempts, isLater),
    succeededAfter: tally(attempts, (attempt) => isLater(attempt) && succeeded(attempt)),
    answersAfter: attempts.filter(isLater).map(({ status }) => status),
  };
}
