import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { actor, id } from '#/domain/ids.ts';
import { playbookIds } from '#/domain/incidents/playbook.ts';
import { severityNames } from '#/domain/incidents/severity.ts';
import { targetTypes } from '#/domain/incidents/targets.ts';

/** Ids, states, times and counts: a case never holds what people wrote, so that it may outlive them. */
const ofCase = {
  store: 'incidents',
  about: 'instance',
  purpose: 'security',
  retention: { from: 'created', keep: months(72), holdable: true },
  onExport: { leftOut: 'It tells how an incident was handled; who is concerned is told by a notice.' },
  onErasure: { stays: 'It proves by ids what was done about an incident, and to whom.' },
} as const;

const target = () => z.strictObject({ type: z.enum(targetTypes), id: z.string() });
const moment = (why: string) => plain(() => z.optional(z.int()), 'security_log', `${why}; epoch milliseconds.`);

export const incident = entity('incident', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'incident' },
  pointers: [{ pk: 'office#incidents', sk: 'incident#{incidentId}' }],
  fields: {
    cause: plain(() => z.enum(['rule', 'person', 'report', 'drill']), 'security_log', 'What opened it.'),
    playbook: plain(() => z.optional(z.enum(playbookIds)), 'security_log', 'The playbook that it runs.'),
    severity: plain(() => z.enum(severityNames), 'security_log', 'How bad it is.'),
    state: plain(
      () => z.enum(['detect', 'contain', 'eradicate', 'recover', 'review', 'closed']),
      'security_log',
      'Where it stands.',
    ),
    targets: plain(() => z.array(target()), 'security_log', 'Whom and what it concerns, by id.'),
    openedBy: plain(() => actor(), 'security_log', 'Who opened it.'),
    triageOwner: plain(() => z.optional(id('person')), 'security_log', 'Who answers for it now.'),
    awareAt: plain(() => z.int(), 'security_log', 'When we knew: legal clocks count from it.'),
    runs: plain(() => z.int(), 'security_log', 'How often a playbook was started in it.'),
    sequence: plain(() => z.int(), 'security_log', 'The number of the newest entry of its timeline.'),
    head: plain(() => z.string(), 'security_log', 'The hash of the newest entry of its timeline.'),
    containedAt: moment('When the effect of the containment was proven'),
    closedAt: moment('When it was closed'),
  },
});

/** One action that a run took on one target, with what was there before. */
export const containment = entity('containment', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'containment#{number}' },
  fields: {
    run: plain(() => z.int(), 'security_log', 'The run that took it.'),
    action: plain(() => z.string(), 'security_log', 'What was done.'),
    target: plain(target, 'security_log', 'To whom or what.'),
    because: plain(() => z.enum(['playbook', 'release', 'rollback', 'lapse', 'failure']), 'security_log', 'Why.'),
    prior: plain(
      () => z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
      'security_log',
      'What was there before: states and groups, for bringing them back.',
    ),
    state: plain(
      () => z.enum(['requested', 'done', 'effective', 'unproven', 'undone', 'kept', 'failed']),
      'security_log',
      'How far it is. `kept`: another case still needs it.',
    ),
    requestedAt: plain(() => z.int(), 'security_log', 'Epoch milliseconds.'),
    doneAt: moment('When it was done'),
    effectiveAt: moment('When its effect was observed'),
    leaseUntil: moment('When it goes back unless it is renewed'),
  },
});

/** Which cases want an action to stay in force on a target: the last one to let go brings back what was before. */
export const containmentClaim = entity('containment_claim', {
  ...ofCase,
  key: { pk: 'contained#{type}#{targetId}', sk: 'claim#{action}' },
  fields: {
    incidentIds: plain(() => z.array(id('incident')), 'security_log', 'The cases that want it.'),
  },
});

/** A question to people, and who has answered it. */
export const approval = entity('approval', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'approval#{approvalId}' },
  fields: {
    question: plain(
      () => z.enum(['contain', 'evict', 'tell-people', 'delete-copies']),
      'security_log',
      'What is asked.',
    ),
    people: plain(() => z.int(), 'security_log', 'How many have to agree.'),
    initiatorId: plain(() => actor(), 'security_log', 'Who started the run, and so cannot agree.'),
    callbackId: plain(() => z.string(), 'security_log', 'How the waiting run is told.'),
    askedAt: plain(() => z.int(), 'security_log', 'Epoch milliseconds.'),
    expiresAt: plain(() => z.int(), 'security_log', 'When it counts as not answered; epoch milliseconds.'),
    state: plain(() => z.enum(['open', 'approved', 'rejected', 'expired']), 'security_log', 'What came of it.'),
    answers: plain(
      () => z.array(z.strictObject({ personId: id('person'), agrees: z.boolean(), at: z.int() })),
      'security_log',
      'Who said what.',
    ),
  },
});

/** The security staff that can still act: the last of them is never contained. */
export const officers = entity('officers', {
  ...ofCase,
  retention: { from: 'account.closed', keep: { days: 0 }, holdable: false },
  key: { pk: 'officers', sk: 'officers#{role}' },
  fields: {
    active: plain(() => z.array(id('person')), 'security_log', 'Who can act.'),
    contained: plain(() => z.array(id('person')), 'security_log', 'Who cannot, while a response keeps them out.'),
  },
});
