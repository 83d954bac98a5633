import { Problem } from '#/domain/api/problems.ts';
import { programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { statisticsRelease } from '#/domain/data-map/entities/statistics.ts';
import { floors, type Report, reports } from '#/domain/statistics/floors.ts';
import { closedMonths, monthOf } from '#/domain/statistics/months.ts';
import { reportOf } from '#/domain/statistics/report.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { of } from '#/vault/visit.ts';
import type { reportRoutes } from './reports.contract.ts';

type Terms = { readonly termsId: string; readonly signedAt: string };

const figures = Object.fromEntries(Object.entries(reports).map(([report, { says }]) => [report, says])) as {
  [R in Report]: string;
};

function countedTerms({ ids, values }: Saved<typeof programmeTerms>): Terms[] {
  const { signedAt, sponsorSees } = values;
  return signedAt && sponsorSees.includes('aggregate_participation') ? [{ termsId: ids.termsId, signedAt }] : [];
}

/** The programmes whose signed terms let the sponsor see participation. @throws Problem `forbidden` when there are none */
async function programmesOf(door: Door, organizationId: string): Promise<Terms[]> {
  const found: Terms[] = [];
  let cursor: string | undefined;
  do {
    const page = await door.list(programmeTerms, { organizationId }, { limit: 100, cursor });
    found.push(...page.items.flatMap(countedTerms));
    cursor = page.next ?? undefined;
  } while (cursor);
  if (found.length > 0) return found;
  throw new Problem('forbidden', { detail: 'No signed programme terms let the sponsor see participation.' });
}

/** What was let out, by month. Months are asked for by name: whether there are figures says nothing about the answer. */
async function releasesOf(door: Door, organizationId: string, months: readonly string[]) {
  const releases = await door.readAll(months.map((month) => of(statisticsRelease, { organizationId, month })));
  return new Map(releases.map(({ ids, values }) => [ids.month, values.cells]));
}

export const reportOperations: Operations<typeof reportRoutes> = {
  readParticipation: async ({ door, params }, { now }) => {
    const { organizationId } = params;
    const programmes = await programmesOf(door, organizationId);
    const [first = ''] = programmes.map(({ signedAt }) => signedAt).sort();
    const kept = closedMonths(now(), statisticsRelease.retention.keep.months ?? 0);
    const months = kept.filter((month) => month >= monthOf(first));
    const termsIds = programmes.map(({ termsId }) => termsId).sort();
    const releases = await releasesOf(door, organizationId, months);
    return { organizationId, figures, floors, months: reportOf(months, termsIds, releases) };
  },
};
