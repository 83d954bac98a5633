import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { actor, id } from '#/domain/ids.ts';
import { entryKindNames } from '#/domain/incidents/case/entry-kinds.ts';
import { factsSchema, wordSchema } from '#/domain/incidents/case/facts.ts';
import { caseRoleNames } from '#/domain/incidents/case/roles.ts';
import { caseStates, rootCauses } from '#/domain/incidents/case/standing.ts';
import { taskStates } from '#/domain/incidents/case/tasks.ts';
import { playbookIds } from '#/domain/incidents/playbook.ts';
import { severityNames } from '#/domain/incidents/severity.ts';
import { targetTypes } from '#/domain/incidents/targets.ts';
import { sha256 } from '#/domain/text.ts';

/** Ids, states, times and counts: a case never holds what people wrote, so that it may outlive them. */
const ofCase = {
  store: 'incidents',
  about: 'instance',
  purpose: 'security',
  retention: { from: 'created', keep: months(72), holdable: true },
  onExport: { leftOut: 'It tells how an incident was handled; who is concerned is told by a notice.' },
  onErasure: { stays: 'It proves by ids what was done about an incident, and to whom.' },
} as const;

const target = () => z.strictObject({ type: z.enum(targetTypes), id: wordSchema() });
const review = () =>
  z.strictObject({
    heldAt: z.int(),
    heldBy: id('person'),
    cause: z.enum(rootCauses),
    lessons: z.array(
      z.strictObject({
        feeds: z.enum(['training', 'control', 'plan']),
        taskId: wordSchema(),
        ownerId: id('person'),
        dueAt: z.int(),
      }),
    ),
  });
const moment = (why: string) => plain(() => z.optional(z.int()), 'security_log', `${why}; epoch milliseconds.`);

export const incident = entity('incident', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'incident' },
  pointers: [{ pk: 'office#incidents', sk: 'incident#{incidentId}' }],
  fields: {
    cause: plain(() => z.enum(['rule', 'person', 'report', 'drill']), 'security_log', 'What opened it.'),
    severity: plain(() => z.enum(severityNames), 'security_log', 'How bad it is.'),
    state: plain(() => z.enum(caseStates), 'security_log', 'Where it stands.'),
    targets: plain(() => z.array(target()), 'security_log', 'Whom and what it concerns, by id.'),
    openedBy: plain(() => actor(), 'security_log', 'Who opened it.'),
    roles: plain(
      () => z.partialRecord(z.enum(caseRoleNames), id('person')),
      'security_log',
      'Who does what in it; the commander answers for it.',
    ),
    awareAt: plain(() => z.int(), 'security_log', 'When we knew: legal clocks count from it; epoch milliseconds.'),
    answeredAt: moment('When a triage owner took it first'),
    containedAt: moment('When the effect of the containment was proven'),
    recoveredAt: moment('When everything worked again'),
    closedAt: moment('When it was closed'),
    review: plain(() => z.optional(review()), 'security_log', 'What was found and learnt.'),
    runs: plain(() => z.int(), 'security_log', 'How often a playbook was started in it.'),
    entries: plain(() => z.int(), 'security_log', 'How many entries its timeline has.'),
    head: plain(() => z.optional(sha256()), 'security_log', 'The hash of the newest of them.'),
    headAt: moment('The time of the newest of them'),
  },
});

/** One entry of a case’s timeline; what it says is part of the hash that the next one names. */
export const timelineRow = entity('timeline_entry', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'timeline#{sequence}' },
  fields: {
    previousHash: plain(() => z.nullable(sha256()), 'security_log', 'The hash of the entry before it.'),
    at: plain(() => z.int(), 'security_log', 'Epoch milliseconds.'),
    actor: plain(() => actor(), 'security_log', 'Who did it.'),
    kind: plain(() => z.enum(entryKindNames), 'security_log', 'What happened.'),
    facts: plain(() => factsSchema(), 'security_log', 'Ids, enumerations and counts.'),
    textDigest: plain(() => z.optional(sha256()), 'security_log', 'The salted digest of what somebody wrote.'),
    hash: plain(() => sha256(), 'security_log', 'The hash of all of this.'),
  },
});

/** A run of the engine in a case, as it was asked for; its execution is named after both, so that it starts once. */
export const incidentRun = entity('incident_run', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'run#{number}' },
  fields: {
    kind: plain(() => z.enum(['playbook', 'release', 'lapse']), 'security_log', 'What it does.'),
    playbook: plain(() => z.optional(z.enum(playbookIds)), 'security_log', 'The playbook that it runs.'),
    target: plain(target, 'security_log', 'Whom or what it is about.'),
    severity: plain(() => z.enum(severityNames), 'security_log', 'How bad it was held to be when it began.'),
    initiatorId: plain(() => actor(), 'security_log', 'Who started it, and so cannot agree to it.'),
  },
});

/** One action that a run took on one target, with what was there before. */
export const containment = entity('containment', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'containment#{number}' },
  fields: {
    run: plain(() => z.int(), 'security_log', 'The run that took it.'),
    action: plain(wordSchema, 'security_log', 'What was done.'),
    target: plain(target, 'security_log', 'To whom or what.'),
    because: plain(
      () => z.enum(['playbook', 'release', 'rollback', 'lapse', 'failure']),
      'security_log',
      'Why it was done.',
    ),
    prior: plain(
      () => z.record(wordSchema(), z.union([wordSchema(), z.number(), z.boolean(), z.array(wordSchema())])),
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

/** Something that somebody has to do about a case. */
export const caseTask = entity('case_task', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'task#{taskId}' },
  fields: {
    task: plain(() => z.string().check(z.regex(/^[a-z-]{1,60}$/)), 'security_log', 'What is to be done.'),
    ownerId: plain(() => z.optional(id('person')), 'security_log', 'Who does it; else whoever answers for the case.'),
    dueAt: plain(() => z.int(), 'security_log', 'By when; epoch milliseconds.'),
    state: plain(() => z.enum(taskStates), 'security_log', 'How far it is.'),
    endedAt: moment('When it was done or dropped'),
    endedBy: plain(() => z.optional(actor()), 'security_log', 'Who did or dropped it.'),
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
    callbackId: plain(
      () => z.string().check(z.regex(/^[A-Za-z0-9+/=_.:|-]{1,2000}$/)),
      'security_log',
      'How the waiting run is told.',
    ),
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
