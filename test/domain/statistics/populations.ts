import fc from 'fast-check';
import { reports } from '#/domain/statistics/floors.ts';
import type { Participant } from '#/domain/statistics/people.ts';
import { type Release, release } from '#/domain/statistics/release.ts';

/** What one person does in one month. */
type Doing = { readonly active: boolean; readonly sessions: number };
/** Somebody’s programme, and what they do month by month; null while they do not take part. */
export type Life = { readonly termsId: string; readonly months: readonly (Doing | null)[] };
export type History = readonly Life[];

const monthCount = 4;
const termsIds = ['terms-a', 'terms-b', 'terms-c'];

const doing: fc.Arbitrary<Doing> = fc.oneof(
  fc.constant({ active: false, sessions: 0 }),
  fc.record({ active: fc.constant(true), sessions: fc.integer({ min: 0, max: reports.sessions.most }) }),
);

export const life: fc.Arbitrary<Life> = fc.record({
  termsId: fc.constantFrom(...termsIds),
  months: fc.array(fc.option(doing, { freq: 3 }), { minLength: monthCount, maxLength: monthCount }),
});

/** Many sizes: around the floors, where everything is decided, and far above. */
export const histories = (sizes: { readonly min: number; readonly max: number }): fc.Arbitrary<History> =>
  fc.array(life, { minLength: sizes.min, maxLength: sizes.max });

/** People who arrive in groups and stay: most of what they do can be told. */
export const largeHistories: fc.Arbitrary<History> = fc
  .array(
    fc.record({
      termsId: fc.constantFrom(...termsIds),
      from: fc.integer({ min: 0, max: monthCount - 1 }),
      size: fc.integer({ min: 3, max: 16 }),
      doings: fc.array(doing, { minLength: 16 * monthCount, maxLength: 16 * monthCount }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((groups) =>
    groups.flatMap(({ termsId, from, size, doings }) =>
      Array.from({ length: size }, (_, person): Life => {
        const own = doings.slice(person * monthCount, (person + 1) * monthCount);
        return { termsId, months: own.map((each, month) => (month < from ? null : each)) };
      }),
    ),
  );

export const nameOf = (person: number): string => `person-${String(person).padStart(3, '0')}`;

/** The releases of every month, each given the one before, as the daily run makes them. */
export function releasesOf(history: History, random: () => number = () => 0.5): Release[] {
  const releases: Release[] = [];
  for (let month = 0; month < monthCount; month++) {
    const last = releases.at(-1);
    const countedBefore = new Set(last?.counted.map(({ personId, termsId }) => `${personId}|${termsId}`));
    const people = history.flatMap(({ termsId, months }, person): Participant[] => {
      const did = months[month];
      if (!did) return [];
      const personId = nameOf(person);
      const counted = countedBefore.has(`${personId}|${termsId}`);
      return [{ personId, termsId, engagementId: `e-${personId}`, ...did, counted }];
    });
    releases.push(release(people, last?.sums ?? [], random));
  }
  return releases;
}
