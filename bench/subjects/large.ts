import type { BenchInstance } from '#/bench/instance/start.ts';
import { type Subject, seedSubject } from './seed.ts';

/** Two people of one instance, one with ten times as many records as the other. */
export type LargeSubjects = { readonly small: Subject; readonly large: Subject; readonly seededMs: number };

const seeded = new WeakMap<BenchInstance, Promise<LargeSubjects>>();

async function seed(instance: BenchInstance): Promise<LargeSubjects> {
  const begun = performance.now();
  const small = await seedSubject(instance, 10_000);
  const large = await seedSubject(instance, 100_000);
  return { small, large, seededMs: performance.now() - begun };
}

/** Makes them once for all benches that ask. */
export function largeSubjects(instance: BenchInstance): Promise<LargeSubjects> {
  const known = seeded.get(instance) ?? seed(instance);
  seeded.set(instance, known);
  return known;
}

/** For whoever erases them: the next one to ask gets new ones. */
export async function takeLargeSubjects(instance: BenchInstance): Promise<LargeSubjects> {
  const taken = await largeSubjects(instance);
  seeded.delete(instance);
  return taken;
}
