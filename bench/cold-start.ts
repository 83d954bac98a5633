import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionName, logGroupName } from '#/lib/names.ts';
import { functionContext } from '#/local/gateway/function-context.ts';
import type { Bench, Outcome } from './bench.ts';
import { makeBundles } from './cold/bundles.ts';
import { type ColdStart, coldStart } from './cold/start.ts';
import { atMost } from './compare.ts';
import { apiEvent } from './instance/event.ts';
import type { BenchInstance } from './instance/start.ts';
import { interleave, medianOf, milliseconds } from './measure.ts';

const rounds = 21;

/** Files with the first requests: a note, a note by an id that is none (refused before anything is asked of AWS), an item. */
async function writeInvocations(folder: string, instance: BenchInstance) {
  const { id, region, engagementId, sessionId, noteIds, people, tables } = instance;
  const names = { functionName: functionName(id, 'coaching'), logGroupName: logGroupName(id, 'coaching'), region };
  const context = functionContext(names, 29_000);
  const write = async (name: string, event: object): Promise<string> => {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify({ event, context }));
    return file;
  };
  const noteBy = (noteId: string) => {
    const path = `/v1/engagements/${engagementId}/sessions/${sessionId}/notes/${noteId}`;
    return apiEvent({ method: 'GET', path, token: people.coach.accessToken }).event;
  };
  const Key = { pk: { S: `engagement#${engagementId}` }, sk: { S: `note#${sessionId}#${noteIds[0]}` } };
  return {
    note: await write('note', noteBy(noteIds[0] ?? '')),
    refused: await write('refused', noteBy(sessionId)),
    nothing: await write('nothing', {}),
    item: await write('item', { item: { TableName: tables.coaching, Key, ConsistentRead: true } }),
  };
}

async function measure(instance: BenchInstance, folder: string): Promise<Outcome> {
  const bundles = await makeBundles(folder);
  const { note, refused, nothing, item } = await writeInvocations(folder, instance);
  const imports: Record<keyof typeof bundles, number[]> = { coaching: [], plain: [], slim: [] };
  const starting = (name: keyof typeof bundles, invocation: string, status: number) => async () => {
    const { imported, answered }: ColdStart = await coldStart(bundles[name].file, invocation, status);
    imports[name].push(imported);
    return answered;
  };
  const times = await interleave(
    {
      ours: starting('coaching', refused, 400),
      plain: starting('plain', nothing, 200),
      slim: starting('slim', nothing, 200),
      ourRead: starting('coaching', note, 200),
      slimRead: starting('slim', item, 200),
    },
    { rounds, warmups: 2 },
  );
  const { ours, plain, slim, ourRead, slimRead } = times;
  const parts = (['coaching', 'plain', 'slim'] as const).map((name) => {
    const size = `${Math.round(bundles[name].bytes / 1000)} kB`;
    return `${name} ${size}, import ${milliseconds(medianOf(imports[name]))}`;
  });
  const named = 'bundle that makes the clients';
  return {
    figures: [
      atMost('cold start, against plain', { ours, baseline: plain, named: `plain ${named}` }, { target: 0.8 }),
      atMost('cold start, against slim', { ours, baseline: slim, named: `slim ${named}` }, { target: 1.25 }),
      atMost(
        'cold start with a note read over the network',
        { ours: ourRead, baseline: slimRead, named: 'slim bundle and one GetItem' },
        {},
      ),
    ],
    notes: [`Cold start: ${parts.join('; ')}.`],
  };
}

export const coldStartBench: Bench = {
  says: 'the coaching function in fresh processes against a handler that only makes the clients',
  async run({ instance }) {
    const folder = await mkdtemp(join(tmpdir(), 'coachvault-bundles-'));
    try {
      return await measure(await instance(), folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
