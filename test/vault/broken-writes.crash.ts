import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  drop,
  type Fault,
  leaveUnprocessed,
  loseAnswer,
  retryAtOnce,
  serverError,
  throttle,
  transactionConflict,
} from '#/test/support/faults.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { givenWorld, type World } from './given-world.ts';
import {
  changesBetween,
  completeSession,
  createNote,
  proposeEngagement,
  reviseNote,
  type Write,
  type WriteKind,
  writtenRows,
} from './writes.ts';

const kinds: readonly WriteKind[] = [createNote, proposeEngagement, reviseNote, completeSession];
let refusals = 0;
/** To the caller it is the same which of the two it was, so they take turns. */
const throttledOrFailed: Fault = (call, send) => (refusals++ % 2 ? throttle : serverError)(call, send);
const general: readonly { readonly name: string; readonly fault: Fault; readonly turn: number }[] = [
  { name: 'dropped before it is sent', fault: drop, turn: 0 },
  { name: 'executed, its answer lost', fault: loseAnswer, turn: 1 },
  { name: 'refused by a service under load', fault: throttledOrFailed, turn: 2 },
];
/** A write without any fault: its status, what it changes, and the calls it makes. */
type Sound = { readonly status: number; readonly changes: string[]; readonly operations: string[] };
/** Faults that only one operation knows. */
const special: Record<string, Record<string, Fault>> = {
  TransactWriteItems: { 'in conflict with another': transactionConflict },
  BatchGetItem: { 'left unprocessed in part': leaveUnprocessed((key) => !key.startsWith('epoch#')) },
};

const idOf = ({ body }: ApiAnswer): unknown => {
  const { noteId, sessionId, engagementId } = body as Record<string, string>;
  return noteId ?? sessionId ?? engagementId;
};

function expectClearProblem({ status, headers, body }: ApiAnswer): void {
  expect([409, 503]).toContain(status);
  expect(headers.get('content-type')).toContain('application/problem+json');
  if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.stringify(body)).not.toContain('Injected');
}

describe('a request that meets a fault', () => {
  let world: World;
  let restoreWaiting: () => void;

  beforeAll(async () => {
    world = await givenWorld();
    restoreWaiting = retryAtOnce();
  });
  afterAll(() => restoreWaiting());
  afterEach(() => world.faults.clear());

  const send = ({ by, method, path, body, headers }: Write, key?: string) => {
    const keyed = key === undefined ? {} : { 'idempotency-key': key };
    return by.call(method, path, { ...(body ? { body } : {}), headers: { ...headers, ...keyed } });
  };

  async function soundRun(kind: WriteKind): Promise<Sound> {
    const write = await kind.prepare(world);
    const earlier = await writtenRows(world);
    world.faults.clear();
    const answer = await send(write, randomUUID());
    const operations = world.faults.calls.map(({ operation }) => operation);
    return { status: answer.status, changes: changesBetween(earlier, await writtenRows(world)), operations };
  }

  /** Sends a write into a fault, then again without it, and expects all or nothing each time. */
  async function expectWhole(kind: WriteKind, sound: Sound, inject: () => void) {
    const write = await kind.prepare(world);
    const earlier = await writtenRows(world);
    const key = write.method === 'POST' ? randomUUID() : undefined;
    world.faults.clear();
    inject();
    const first = await send(write, key);
    world.faults.clear();
    const done = changesBetween(earlier, await writtenRows(world));
    if (first.status === sound.status) expect(done).toEqual(sound.changes);
    else expectClearProblem(first);
    expect([[], sound.changes]).toContainEqual(done);
    const again = await send(write, key);
    expect(again.status).toBe(write.method === 'PATCH' && done.length > 0 ? 412 : sound.status);
    if (first.status === sound.status && key) expect(idOf(again)).toBe(idOf(first));
    if (write.otherBody) expect((await send({ ...write, body: write.otherBody }, key)).status).toBe(422);
    expect(changesBetween(earlier, await writtenRows(world))).toEqual(sound.changes);
  }

  /** Which calls a fault meets: all of the plainest write; of the others the faults share them, but for the transaction. */
  const callsFor = (kind: WriteKind, { operations }: Sound, turn: number): number[] =>
    [...operations.keys()].filter(
      (at) => kind === createNote || operations[at] === 'TransactWriteItems' || at % 3 === turn % 3,
    );

  it.each([
    ...general.flatMap(({ name, fault }) =>
      ['BatchGetItem', 'PutItem', 'TransactWriteItems'].map((operation) => ({ name, fault, operation })),
    ),
    ...Object.entries(special).flatMap(([operation, found]) =>
      Object.entries(found).map(([name, fault]) => ({ name, fault, operation })),
    ),
  ])('gets over one $operation that is $name, and its sender does not notice', async ({ operation, fault }) => {
    const sound = await soundRun(createNote);
    const earlier = await writtenRows(world);
    world.faults.inject({ operation }, fault);
    expect((await send(await createNote.prepare(world), randomUUID())).status).toBe(201);
    expect(changesBetween(earlier, await writtenRows(world))).toEqual(sound.changes);
  });

  describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
    let sound: Sound;
    beforeAll(async () => {
      sound = await soundRun(kind);
      expect([200, 201]).toContain(sound.status);
      expect(sound.operations).toContain('TransactWriteItems');
    });

    it.each(general)('leaves everything or nothing when any call is $name', async ({ fault, turn }) => {
      for (const lasting of [false, true])
        for (const at of callsFor(kind, sound, turn + (lasting ? 1 : 0)))
          await expectWhole(kind, sound, () => world.faults.inject({ nth: at + 1, lasting }, fault));
    });

    it.each(
      Object.entries(special).flatMap(([operation, found]) =>
        Object.entries(found).map(([name, fault]) => [operation, name, fault] as const),
      ),
    )('leaves everything or nothing when a %s is %s', async (operation, _, fault) => {
      const times = sound.operations.filter((each) => each === operation).length;
      for (const lasting of [false, true])
        for (let nth = 1; nth <= Math.min(times, 2); nth++)
          await expectWhole(kind, sound, () => world.faults.inject({ operation, nth, lasting }, fault));
    });
  });
});
