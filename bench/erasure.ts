import { rm } from 'node:fs/promises';
import type { Bench, Figure, Outcome } from './bench.ts';
import { atMost } from './compare.ts';
import { makeFastFolder } from './fast-folder.ts';
import { type BenchInstance, startBenchInstance } from './instance/start.ts';
import { type JobDone, msOf, runJob } from './jobs/run-job.ts';
import { interleave, milliseconds } from './measure.ts';
import { largeSubjects, takeLargeSubjects } from './subjects/large.ts';
import { givenRequest } from './subjects/request.ts';
import { countOf, type Subject, seedSubject } from './subjects/seed.ts';

const rounds = 7;
/** Records of each of the twins, and of whoever else is in the smaller table. */
const twinRecords = 1_000;
const othersRecords = 3_000;

async function erased(instance: BenchInstance, subject: Subject, isCounted = false): Promise<JobDone> {
  // What follows from the erasure before is not in the time of this one.
  await instance.settled();
  const event = await givenRequest(instance, subject, 'erasure');
  const done = await runJob(instance, { area: 'erasures', event, isCounted });
  if (done.report.outcome !== 'erased') throw new Error(`The erasure ended ${JSON.stringify(done.report)}.`);
  return done;
}

async function twins(instance: BenchInstance, count: number): Promise<Subject[]> {
  const made: Subject[] = [];
  while (made.length < count) made.push(await seedSubject(instance, twinRecords));
  return made;
}

const workOf = (done: JobDone): number => msOf(done, /./);

/** The same subject erased from a table and from one that is ten times as big, in turn. */
async function growth(big: BenchInstance, small: BenchInstance): Promise<Figure[]> {
  await largeSubjects(big);
  await seedSubject(small, othersRecords);
  const waiting = { big: await twins(big, rounds + 1), small: await twins(small, rounds + 1) };
  const next = (name: 'big' | 'small') => waiting[name].pop() as Subject;
  const units = {
    big: (await erased(big, next('big'), true)).units,
    small: (await erased(small, next('small'), true)).units,
  };
  const times = await interleave(
    {
      big: async () => workOf(await erased(big, next('big'))),
      small: async () => workOf(await erased(small, next('small'))),
    },
    { rounds },
  );
  const spent = (name: 'big' | 'small') => (units[name]?.reads ?? Number.NaN) + (units[name]?.writes ?? Number.NaN);
  const ratio = spent('big') / spent('small');
  const named = 'the same in a table a tenth as big';
  return [
    atMost(
      `erasure of ${twinRecords} records from a table ten times as big`,
      { ours: times.big, baseline: times.small, named },
      { target: 1.25 },
    ),
    {
      what: 'the same in request units of the database',
      ours: String(Math.round(spent('big'))),
      baseline: `${named}: ${Math.round(spent('small'))}`,
      ratio,
      worst: ratio,
      target: '<= 1.01 x',
      met: ratio <= 1.01,
    },
  ];
}

async function large(instance: BenchInstance): Promise<Outcome> {
  const subjects = await takeLargeSubjects(instance);
  const few = await erased(instance, subjects.small);
  const many = await erased(instance, subjects.large);
  const rate = (done: JobDone, { records }: Subject) => (1000 * records) / msOf(done, /^delete /);
  const perSecond = (value: number) => `${Math.round(value)} records/s`;
  const [more, fewer] = [countOf(subjects.large), countOf(subjects.small)];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const unreadable = (done: JobDone) => msOf(done, /^close$/);
  const [slow, fast] = [rate(many, subjects.large), rate(few, subjects.small)];
  return {
    figures: [
      {
        what: `erasure of ${more}: until none can be read`,
        ours: milliseconds(unreadable(many)),
        baseline: `${fewer}: ${milliseconds(unreadable(few))}`,
        ratio: unreadable(many) / unreadable(few),
        worst: milliseconds(Math.max(unreadable(many), unreadable(few))),
        target: '-',
        met: undefined,
      },
      {
        what: `erasure of ${more}: physical deletion`,
        ours: perSecond(slow),
        baseline: `${fewer}: ${perSecond(fast)}`,
        ratio: slow / fast,
        worst: perSecond(Math.min(slow, fast)),
        target: '-',
        met: undefined,
      },
    ],
    notes: [
      `Erasure of ${more}: ${seconds(workOf(many))} in all, of which counting ${seconds(msOf(many, /^count$/))} and deleting ${seconds(msOf(many, /^delete /))}; of ${fewer}: ${seconds(workOf(few))}.`,
    ],
  };
}

/** An instance beside the one of all benches, whose tables are nearly empty. */
async function run(instance: BenchInstance): Promise<Outcome> {
  const folder = await makeFastFolder('small');
  const small = await startBenchInstance(folder);
  try {
    const grown = await growth(instance, small);
    const { figures, notes = [] } = await large(instance);
    return { figures: [...figures, ...grown], notes };
  } finally {
    await small.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const erasure: Bench = {
  says: 'the erasure of somebody with 100,000 records, and of twins in a small and a large table (some minutes)',
  run: async ({ instance }) => run(await instance()),
};
