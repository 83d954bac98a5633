import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { listKey, rowKey } from '#/domain/data-map/entity.ts';
import { clientOptions, withoutLog } from '#/lambdas/platform/services.ts';
import type { Bench, Outcome } from './bench.ts';
import { atMost } from './compare.ts';
import { fromAfar, networkMs } from './instance/distant.ts';
import { apiEvent } from './instance/event.ts';
import { expectStatus, openFunction } from './instance/functions.ts';
import type { BenchInstance } from './instance/start.ts';
import { atOnce, inTurn, interleave, timed, type Work } from './measure.ts';

/** The same rows by the same client options on the same endpoint, without any of our code. */
function rawReads({ tables, engagementId, sessionId, noteIds }: BenchInstance): { get: Work; query: Work } {
  const dynamo = withoutLog(new DynamoDBClient(clientOptions()));
  const TableName = tables[note.store];
  const { pk, sk } = rowKey(note.key, { engagementId, sessionId, noteId: noteIds[0] ?? '' });
  const { prefix } = listKey(note.key, { engagementId, sessionId });
  const get = { TableName, ConsistentRead: true, Key: { pk: { S: pk }, sk: { S: sk } } };
  const query = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
    ScanIndexForward: false,
    Limit: noteIds.length,
  };
  return {
    get: () => dynamo.send(new GetItemCommand(get)),
    query: () => dynamo.send(new QueryCommand(query)),
  };
}

/** Ours and the raw reads, in a function and a client of their own. */
async function contestants(instance: BenchInstance) {
  const { engagementId, sessionId, noteIds, people } = instance;
  const invoke = await openFunction(instance, 'coaching');
  const list = `/v1/engagements/${engagementId}/sessions/${sessionId}/notes`;
  const ask = (path: string): Work => {
    const { event } = apiEvent({ method: 'GET', path, token: people.coach.accessToken });
    return () => expectStatus(invoke(event), 200);
  };
  const [readNote, listNotes] = [ask(`${list}/${noteIds[0]}`), ask(list)];
  // The function makes its clients at its first request.
  await readNote();
  return { readNote, listNotes, raw: rawReads(instance) };
}

async function run(instance: BenchInstance): Promise<Outcome> {
  const { readNote, listNotes, raw } = await contestants(instance);
  const far = await fromAfar(() => contestants(instance));
  const times = await interleave(
    {
      read: timed(inTurn(20, readNote)),
      get: timed(inTurn(20, raw.get)),
      crowdedRead: timed(atOnce(50, readNote)),
      crowdedGet: timed(atOnce(50, raw.get)),
      list: timed(inTurn(10, listNotes)),
      query: timed(inTurn(10, raw.query)),
      farRead: timed(inTurn(10, far.readNote)),
      farGet: timed(inTurn(10, far.raw.get)),
    },
    { rounds: 31, warmups: 8 },
  );
  return {
    figures: [
      atMost(
        'note read, warm',
        { ours: times.read, baseline: times.get, named: 'raw GetItem' },
        { target: 2, per: 20 },
      ),
      atMost(
        'note read, 50 callers at once, per read',
        { ours: times.crowdedRead, baseline: times.crowdedGet, named: '50 raw GetItems at once, each' },
        { target: 2, per: 50 },
      ),
      atMost(
        'list of 25 notes',
        { ours: times.list, baseline: times.query, named: 'raw Query of the same rows' },
        { target: 2.5, per: 10 },
      ),
      atMost(
        `note read, warm, calls delayed by ${networkMs} ms`,
        { ours: times.farRead, baseline: times.farGet, named: 'raw GetItem, delayed' },
        { per: 10 },
      ),
    ],
  };
}

export const noteRead: Bench = {
  says: 'a note read and a list of notes, warm, against one raw GetItem and Query',
  run: async ({ instance }) => run(await instance()),
};
