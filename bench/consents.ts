import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Role } from '#/domain/access/roles.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { clientOptions, withoutLog } from '#/lambdas/platform/services.ts';
import type { Bench, Figure, Outcome } from './bench.ts';
import { atMost, perSecond } from './compare.ts';
import { openC15t } from './consents/c15t.ts';
import { openChoices } from './consents/choices.ts';
import { makeFastFolder } from './fast-folder.ts';
import { fromAfar, networkMs } from './instance/distant.ts';
import type { BenchInstance } from './instance/start.ts';
import { inTurn, interleave, medianOf, ratios, type Timed, timed, type Work } from './measure.ts';

const perRound = 5;

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

/** A person's decisions, ready to be made over and over, and the raw transaction by the same kind of client. */
async function decider(instance: BenchInstance) {
  const choices = await openChoices(instance, instance.people.client.accessToken);
  for (const purpose of ['marketing', 'ai_insights'] as const) await choices.begin(purpose, 'withdrawn');
  const pair = (purpose: ConsentPurpose) =>
    [choices.deciding(purpose, 'given'), choices.deciding(purpose, 'withdrawn')] as const;
  return { marketing: pair('marketing'), insights: pair('ai_insights'), raw: rawTransaction(instance) };
}

async function decisions(instance: BenchInstance, folder: string): Promise<Figure[]> {
  const { marketing, insights, raw } = await decider(instance);
  const far = await fromAfar(() => decider(instance));
  const c15t = await openC15t(join(folder, 'decisions.sqlite'));
  const times = await interleave(
    {
      giveMarketing: half(instance, marketing, 'first'),
      withdrawMarketing: half(instance, marketing, 'second'),
      giveInsights: half(instance, insights, 'first'),
      withdrawInsights: half(instance, insights, 'second'),
      raw: half(instance, [raw, raw], 'first'),
      farGive: half(instance, far.marketing, 'first'),
      farWithdraw: half(instance, far.marketing, 'second'),
      farRaw: half(instance, [far.raw, far.raw], 'first'),
      both: timed(inTurn(perRound, async () => marketing[0]().then(marketing[1]))),
      c15t: timed(inTurn(perRound, async () => c15t.decide('decides', true).then(() => c15t.decide('decides', false)))),
    },
    { rounds: 31, warmups: 4 },
  );
  await c15t.close();
  const near = (ours: readonly number[]) => ({ ours, baseline: times.raw, named: 'raw TransactWrite of two items' });
  const delayed = (ours: readonly number[]) => ({ ours, baseline: times.farRaw, named: 'raw TransactWrite, delayed' });
  const target = { target: 3, per: perRound };
  return [
    atMost('consent given, its key made', near(times.giveMarketing), target),
    atMost('consent withdrawn, its key destroyed', near(times.withdrawMarketing), target),
    atMost('consent given, with a lens', near(times.giveInsights), target),
    atMost('consent withdrawn, with its lens', near(times.withdrawInsights), target),
    atMost(`consent given, calls delayed by ${networkMs} ms`, delayed(times.farGive), { per: perRound }),
    atMost(`consent withdrawn, calls delayed by ${networkMs} ms`, delayed(times.farWithdraw), { per: perRound }),
    perSecond(
      'gives and withdrawals, with the jobs that follow',
      { ours: times.both, baseline: times.c15t, named: 'c15t' },
      2 * perRound,
    ),
  ];
}

/** A person here and one with c15t, who have given and withdrawn until their ledgers have so many entries. */
async function ledgerOf(
  size: number,
  { instance, role, folder }: { instance: BenchInstance; role: Role; folder: string },
) {
  const choices = await openChoices(instance, instance.people[role].accessToken);
  await choices.begin('profiling', 'withdrawn');
  const [give, withdraw] = [choices.deciding('profiling', 'given'), choices.deciding('profiling', 'withdrawn')];
  const c15t = await openC15t(join(folder, `${size}.sqlite`));
  for (let entries = 0; entries < size; entries += 2) {
    await give();
    await withdraw();
    await c15t.decide('checked', true);
    await c15t.decide('checked', false);
  }
  await instance.settled();
  return { read: choices.read, check: () => c15t.check('checked'), close: c15t.close };
}

/** Consents read and checked, the more a person has decided. The last decision was a withdrawal. */
async function checks(instance: BenchInstance, folder: string): Promise<Outcome> {
  const few = await ledgerOf(100, { instance, role: 'sponsor', folder });
  const many = await ledgerOf(1_000, { instance, role: 'coach', folder });
  const perRound = (work: Work) => timed(inTurn(10, work));
  const times = await interleave(
    {
      few: perRound(few.read),
      many: perRound(many.read),
      c15tFew: perRound(few.check),
      c15tMany: perRound(many.check),
    },
    { rounds: 15, warmups: 3 },
  );
  const said = await many.check();
  await Promise.all([few.close(), many.close()]);
  const named = 'c15t, check';
  const slower = (more: readonly number[], less: readonly number[]) => `${medianOf(ratios(more, less)).toFixed(1)} x`;
  return {
    figures: [
      perSecond('consents read, ledger of 100', { ours: times.few, baseline: times.c15tFew, named }, 10),
      perSecond('consents read, ledger of 1000', { ours: times.many, baseline: times.c15tMany, named }, 10),
    ],
    notes: [
      `Consents, with 1000 entries in the ledger instead of 100: reading them takes ${slower(times.many, times.few)} as long here, a check ${slower(times.c15tMany, times.c15tFew)} with c15t. After a withdrawal c15t’s check says ${said}.`,
    ],
  };
}

async function run(instance: BenchInstance, folder: string): Promise<Outcome> {
  const figures = await decisions(instance, folder);
  const checked = await checks(instance, folder);
  return { ...checked, figures: [...figures, ...checked.figures] };
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
