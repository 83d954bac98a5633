import * as z from 'zod/mini';
import { route, type Way } from '#/domain/api/route.ts';
import { type Report, reportNames } from '#/domain/statistics/floors.ts';

const figure = () => z.strictObject({ value: z.nullable(z.int()), suppressed: z.boolean() });
const each = <T extends z.ZodMiniType>(make: () => T) =>
  Object.fromEntries(reportNames.map((report) => [report, make()])) as Record<Report, T>;

const readers: readonly Way[] = [
  { role: 'sponsor', relation: 'member' },
  { role: 'org_admin', relation: 'member' },
];

export const reportRoutes = {
  readParticipation: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/reports/participation',
    says: 'How far the programmes are used, month by month: figures over groups, and nothing that tells of one person.',
    who: readers,
    purposes: ['participation_statistics', 'coaching'],
    status: 200,
    answer: () =>
      z.strictObject({
        organizationId: z.string(),
        /** What each figure counts. */
        figures: z.strictObject(each(() => z.string())),
        /** How many people a figure stands for at the least, and how exact it is. */
        floors: z.strictObject({ group: z.int(), cut: z.int(), rounding: z.int() }),
        /** The newest first. A suppressed figure looks the same whatever the cause. */
        months: z.array(
          z.strictObject({
            month: z.string(),
            total: z.strictObject(each(figure)),
            programmes: z.array(z.strictObject({ termsId: z.string(), ...each(figure) })),
          }),
        ),
      }),
  }),
} as const;
