import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { clientOptions, withoutLog } from '#/lambdas/platform/services.ts';
import type { Bench, Figure, Outcome } from './bench.ts';
import { atMost, perSecond } from './compare.ts';
import { openC15t } from './consents/c15t.ts';
import { openChoices } from './consents/choices.ts';
import { makeFastFolder } from './fast-folder.ts';
import type { BenchInstance } from './instance/start.ts';
import { inTurn, interleave, medianOf, type Timed, timed, type Work } from './measure.ts';

type Choices = Awaited<ReturnType<typeof openChoices>>;
type C15t = Awaited<ReturnType<typeof openC15t>>;

const perRound = 5;
/** Entries of one person's ledger at which checks are timed. */
const ledgers = [100, 1_000] as const;

/** Two rows in one transaction, on the same endpoint by the same client options, without any of our code. */
function rawTransaction({ tables }: BenchInstance): Work {
  const dynamo = withoutLog(new DynamoDBClient(clientOptions()));
  const filling = { S: 'x'.repeat(400) };
  const put = (TableName: string) => ({ Put: { TableName, Item: { pk: { S: 'bench' }, sk: { S: 'raw' }, filling } } });
  const TransactItems = [put(tables.consent), put(tables.keys)];
  return () => dynamo.send(new TransactWriteItemsCommand({ TransactItems }));
}

/** Times one half of a pair; the other half puts things back. The jobs that follow from either are not in the time. */
const half =
  ({ settled }: BenchInstance, [first, second]: readonly [Work, Work], counts: 'first' | 'second'): Timed =>
  async () => {
    const times = { first: 0, second: 0 };
    for (let count = 0; count < perRound; count++) {
      times.first += await timed(first)();
      await settled();
      times.second += await timed(second)();
      await settled();
    }
    return times[counts];
  };

async function decisions(instance: BenchInstance, choices: Choices, c15t: C15t): Promise<Figure[]> {
  const pair = (purpose: ConsentPurpose) =>
    [choices.deciding(purpose, 'given'), choices.deciding(purpose, 'withdrawn')] as const;
  const [marketing, insights] = [pair('marketing'), pair('ai_insights')];
  const raw = rawTransaction(instance);
  const times = await interleave(
    {
      giveMarketing: half(instance, marketing, 'first'),
      withdrawMarketing: half(instance, marketing, 'second'),
      giveInsights: half(instance, insights, 'first'),
      withdrawInsights: half(instance, insights, 'second'),
      both: timed(inTurn(perRound, async () => marketing[0]().then(marketing[1]))),
      c15t: timed(inTurn(perRound, async () => c15t.decide('decides', true).then(() => c15t.decide('decides', false)))),
      raw: half(instance, [raw, raw], 'first'),
    },
    { rounds: 31, warmups: 4 },
  );
  const against = (ours: readonly number[]) => ({ ours, baseline: times.raw, named: 'raw TransactWrite of two items' });
  const target = { target: 3, per: perRound };
  return [
    atMost('consent given, its key made', against(times.giveMarketing), target),
    atMost('consent withdrawn, its key destroyed', against(times.withdrawMarketing), target),
    atMost('consent given, with a lens', against(times.giveInsights), target),
    atMost('consent withdrawn, with its lens', against(times.withdrawInsights), target),
    perSecond('gives and withdrawals', { ours: times.both, baseline: times.c15t, named: 'c15t' }, 2 * perRound),
  ];
}

/** How many checks a second, the more a person has decided. */
async function checks(choices: Choices, c15t: C15t): Promise<{ figures: Figure[]; slowing: string }> {
  const choose = [choices.deciding('profiling', 'given'), choices.deciding('profiling', 'withdrawn')] as const;
  const figures: Figure[] = [];
  const took: { ours: number; c15t: number }[] = [];
  let entries = 0;
  for (const size of ledgers) {
    for (; entries < size; entries++) {
      const given = entries % 2 === 0;
      await choose[given ? 0 : 1]();
      await c15t.decide('checked', given);
    }
    const theirs = () => c15t.check('checked');
    const times = await interleave(
      { ours: timed(inTurn(10, choices.read)), c15t: timed(inTurn(10, theirs)) },
      { rounds: 15, warmups: 3 },
    );
    figures.push(perSecond(`checks, ledger of ${size}`, { ours: times.ours, baseline: times.c15t, named: 'c15t' }, 10));
    took.push({ ours: medianOf(times.ours), c15t: medianOf(times.c15t) });
  }
  const [few, many] = took as [(typeof took)[0], (typeof took)[0]];
  const slower = (name: 'ours' | 'c15t') => `${(many[name] / few[name]).toFixed(1)} x`;
  const slowing = `Checks with ${ledgers[1]} entries instead of ${ledgers[0]} take ${slower('ours')} as long here, ${slower('c15t')} with c15t.`;
  return { figures, slowing };
}

async function run(instance: BenchInstance, folder: string): Promise<Outcome> {
  const c15t = await openC15t(join(folder, 'c15t.sqlite'));
  const { client, coach } = instance.people;
  const decided = await decisions(instance, await openChoices(instance, client.accessToken), c15t);
  const { figures, slowing } = await checks(await openChoices(instance, coach.accessToken), c15t);
  await c15t.close();
  return { figures: [...decided, ...figures], notes: [slowing] };
}

export const consents: Bench = {
  says: 'consents given, withdrawn and checked, against one raw transaction and beside c15t',
  async run({ instance }) {
    const folder = await makeFastFolder('c15t');
    try {
      return await run(await instance(), folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
