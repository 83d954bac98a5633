import type { Bench, Outcome } from './bench.ts';
import { limit } from './compare.ts';
import type { BenchInstance } from './instance/start.ts';
import { type JobDone, runJob } from './jobs/run-job.ts';
import { medianOf } from './measure.ts';
import { largeSubjects } from './subjects/large.ts';
import { givenRequest } from './subjects/request.ts';
import { countOf, type Subject } from './subjects/seed.ts';

const rounds = 2;
const megabytes = (bytes: number): number => bytes / 1e6;

async function exported(instance: BenchInstance, subject: Subject): Promise<JobDone> {
  const done = await runJob(instance, { area: 'exports', event: await givenRequest(instance, subject, 'access') });
  // What is packed cannot be smaller than the content of its messages and notes, which chance has made.
  if (Number(done.report.bytes) < subject.records * 200) throw new Error('The copy is smaller than what it is of.');
  return done;
}

async function run(instance: BenchInstance): Promise<Outcome> {
  const { small, large, seededMs } = await largeSubjects(instance);
  const ofSmall: JobDone[] = [];
  const ofLarge: JobDone[] = [];
  for (let round = 0; round < rounds; round++) {
    ofSmall.push(await exported(instance, small));
    ofLarge.push(await exported(instance, large));
  }
  const peaks = (all: readonly JobDone[]) => all.map(({ peakBytes }) => megabytes(peakBytes));
  const [few, many] = [peaks(ofSmall), peaks(ofLarge)];
  const rates = (all: readonly JobDone[], { records }: Subject) => all.map(({ ms }) => (1000 * records) / ms);
  const [slow, fast] = [rates(ofLarge, large), rates(ofSmall, small)];
  const perSecond = (rate: number) => `${Math.round(rate)} records/s`;
  const [more, fewer] = [countOf(large), countOf(small)];
  const size = Number(ofLarge[0]?.report.bytes);
  return {
    figures: [
      {
        ...limit(
          `export: memory that ${more} take more than ${fewer}`,
          medianOf(many) - medianOf(few),
          128,
          'MB',
          Math.max(...many) - Math.min(...few),
        ),
        baseline: `${fewer}: ${Math.round(medianOf(few))} MB`,
      },
      {
        what: `export of ${more}`,
        ours: perSecond(medianOf(slow)),
        baseline: `${fewer}: ${perSecond(medianOf(fast))}`,
        ratio: medianOf(slow) / medianOf(fast),
        worst: perSecond(Math.min(...slow)),
        target: '-',
        met: undefined,
      },
    ],
    notes: [
      `Export: the copy of ${more} has ${Math.round(megabytes(size))} MB. Each ran in a process of its own with a heap as in 1,024 MB; the memory is the most that the process ever had. Both subjects were made in ${Math.round(seededMs / 1000)} s.`,
    ],
  };
}

export const exportBench: Bench = {
  says: 'the copy of somebody with 10,000 records and with 100,000: memory and speed (some minutes)',
  run: async ({ instance }) => run(await instance()),
};
