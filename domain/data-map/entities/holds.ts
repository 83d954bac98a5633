import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { holdReasons, holdStates } from '#/domain/holds/reasons.ts';
import { actor, id } from '#/domain/ids.ts';

const somebody = (why: string) => plain(() => z.optional(actor()), 'security_log', why);

/**
 * That somebody's records must be kept. It is about the instance and not the person, for the law can forbid that they learn of
 * it: reading it leaves no trace in their access log.
 */
export const legalHold = entity('legal_hold', {
  store: 'rights',
  about: 'instance',
  purpose: 'legal_claims',
  retention: { from: 'created', keep: months(120), holdable: true },
  onExport: { leftOut: 'A hold that the person may know of is shown beside their requests.' },
  onErasure: { stays: 'It says by id why records were kept, and who decided it.' },
  key: { pk: 'hold#{holdId}', sk: 'hold' },
  pointers: [{ pk: 'office#holds', sk: 'hold#{holdId}' }],
  fields: {
    personId: plain(() => id('person'), 'security_log', 'Whose records are kept.'),
    reason: plain(() => z.enum(holdReasons), 'security_log', 'Why they are kept.'),
    authority: plain(
      () => z.string().check(z.regex(/^[A-Z]{2,8}-[0-9A-Z]{1,24}(-[0-9A-Z]{1,24})?$/, 'must look like CASE-2026-117')),
      'security_log',
      'The court order, inquiry or case it rests on, by its number.',
    ),
    reviewAt: plain(() => z.iso.date(), 'security_log', 'By when somebody looks whether it is still needed.'),
    personIsTold: plain(() => z.boolean(), 'security_log', 'Whether the law lets the person know of it.'),
    state: plain(() => z.enum(holdStates), 'security_log', 'Where it stands.'),
    placedBy: plain(() => actor(), 'security_log', 'Who asked for it: a person, or the response to an incident.'),
    approvedBy: somebody('The second person, who agreed to it.'),
    releaseAskedBy: somebody('Who asked for its release.'),
    releasedBy: somebody('The second person, who agreed to the release.'),
    lapsesAt: plain(
      () => z.optional(z.int()),
      'security_log',
      'Until when a provisional hold binds unless it is confirmed, epoch milliseconds.',
    ),
  },
});
