import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { days, months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { logKinds } from '#/domain/statistics/events.ts';

const uuid = () => z.uuid();
const count = () => z.int().check(z.minimum(0));
const cell = () => z.nullable(count());
const sum = () => z.optional(z.strictObject({ sum: count(), shown: count() }));
const termsId = () => z.nullable(id('terms'));

/**
 * That something happened in an engagement on a day: what, and no time. A day has one line of a kind, sessions have one each.
 * It is made for figures over groups, is read for nothing else, and ends before anybody could look back a year.
 */
export const engagementLog = entity('engagement_log', {
  store: 'activity',
  about: 'client',
  purpose: 'participation_statistics',
  retention: { from: 'created', keep: days(90), holdable: false },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'engagement#{engagementId}', sk: 'log#{logId}' },
  pointers: [{ pk: 'participation#{day}', sk: 'log#{organizationId}#{termsId}#{logId}#{engagementId}' }],
  fields: {
    organizationId: plain(() => id('organization'), 'coaching_metadata', 'Under whose programme it happened.'),
    termsId: plain(() => id('terms'), 'coaching_metadata', 'Which programme.'),
    day: plain(() => z.iso.date(), 'coaching_metadata', 'On which day.'),
    kind: plain(() => z.enum(logKinds), 'coaching_metadata', 'What happened.'),
  },
});

/**
 * The figures of a month as they were let out, with the exact sums that later ones are checked against. It is written once:
 * what was let out cannot be taken back.
 */
export const statisticsRelease = entity('statistics_release', {
  store: 'activity',
  about: 'organization',
  purpose: 'participation_statistics',
  retention: { from: 'created', keep: months(24), holdable: false },
  onExport: { leftOut: 'It counts groups and names nobody.' },
  onErasure: { stays: 'It counts groups and names nobody.' },
  key: { pk: 'organization#{organizationId}', sk: 'release#{month}' },
  fields: {
    releaseId: plain(uuid, 'organizational', 'What the logs of those who are counted in it say.'),
    cells: plain(
      () => z.array(z.strictObject({ termsId: termsId(), participants: cell(), active: cell(), sessions: cell() })),
      'organizational',
      'What the sponsor sees of the organisation as a whole, and of each programme; null is not shown.',
    ),
    sums: plain(
      () => z.array(z.strictObject({ termsId: termsId(), participants: sum(), active: sum(), sessions: sum() })),
      'organizational',
      'The exact sums behind it, each over five people or more.',
    ),
  },
});
