import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { grantFindings, grantReasonNames, grantStates, mostMinutes, overseers } from '#/domain/support/grants.ts';
import { viewableKinds } from '#/domain/support/viewable.ts';

const moment = (why: string) => plain(() => z.optional(z.int()), 'security_log', `${why}, epoch milliseconds.`);

/** That staff asked to look into somebody's records, who let them, and what came of it. It is no record of what they saw. */
export const supportGrant = entity('support_grant', {
  store: 'incidents',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: months(13), holdable: true },
  onExport: 'whole',
  onErasure: { stays: 'It proves who was let in, by whom and why. It holds ids, reasons from a list and times only.' },
  key: { pk: 'grant#{grantId}', sk: 'grant' },
  pointers: [
    { pk: 'person#{personId}', sk: 'grant#{grantId}' },
    { pk: 'office#grants', sk: 'grant#{grantId}' },
  ],
  fields: {
    personId: plain(() => id('person'), 'identity', 'Whose records it is about.'),
    engagementId: plain(() => z.optional(id('engagement')), 'coaching_metadata', 'The only engagement that it covers.'),
    kinds: plain(
      () => z.array(z.enum(viewableKinds)).check(z.minLength(1), z.maxLength(viewableKinds.length)),
      'security_log',
      'Which kinds of records it covers.',
    ),
    reason: plain(() => z.enum(grantReasonNames), 'security_log', 'Why it was asked for.'),
    ticket: plain(
      () =>
        z.string().check(z.regex(/^[A-Z][A-Z0-9]{0,9}-\d{1,9}$/, 'must be the number of a ticket, such as SUP-1234')),
      'security_log',
      'The ticket that it belongs to.',
    ),
    minutes: plain(
      () => z.int().check(z.minimum(1), z.maximum(mostMinutes)),
      'security_log',
      'How long it lasts from its approval on.',
    ),
    requestedBy: plain(() => id('person'), 'security_log', 'Who asked for it, and alone may use it.'),
    requestedAt: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
    state: plain(() => z.enum(grantStates), 'security_log', 'Where it stands.'),
    approvals: plain(
      () => z.array(z.strictObject({ personId: id('person'), role: z.enum(['client', ...overseers]), at: z.int() })),
      'security_log',
      'Who approved it, in which role and when.',
    ),
    expiresAt: moment('Until when it lets somebody in'),
    endedAt: moment('When it ended'),
    reviewedBy: plain(() => z.optional(id('person')), 'security_log', 'Who looked at it afterwards.'),
    reviewedAt: moment('When they did'),
    finding: plain(() => z.optional(z.enum(grantFindings)), 'security_log', 'What they found.'),
  },
});
