import * as z from 'zod/mini';
import { entity, plain, sealed } from '#/domain/data-map/entity.ts';
import { days, months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { importFaults, importStates, reportedName } from '#/domain/rights/copy/faults.ts';
import { requestKinds } from '#/domain/rights/kinds.ts';
import { extensionReasons, refusalReasons, requestStates } from '#/domain/rights/states.ts';
import { targetPattern } from '#/domain/rights/target-pattern.ts';
import { line, locale, sha256, text, timeZone } from '#/domain/text.ts';

const rights = { store: 'rights', about: 'person', purpose: 'data_rights' } as const;
/** California asks for 24 months after the answer (11 CCR 7101), and an answer can take a year with its grace and extension. */
const requestLife = { from: 'created', keep: months(36), holdable: true } as const;
/** What is written can be about anything, so it stays no longer than coaching records do. */
const textLife = { from: 'created', keep: months(24), holdable: true } as const;
const shortLife = { from: 'created', keep: days(30), holdable: false } as const;

const moment = (why: string) => plain(() => z.optional(z.int()), 'security_log', `${why}, epoch milliseconds.`);
const about = () => z.string().check(z.regex(targetPattern, 'must be a purpose, a kind of record, or one record'));

/**
 * A request of a person about their own data: ids, states and times. It outlives an erasure, whose proof it is, so it holds
 * nothing that anybody wrote.
 */
export const dataRequest = entity('data_request', {
  ...rights,
  retention: requestLife,
  onExport: 'whole',
  onErasure: { stays: 'It proves that and when a request was answered. It holds ids, states and times only.' },
  key: { pk: 'person#{personId}', sk: 'request#{requestId}' },
  pointers: [{ pk: 'request#{requestId}', sk: 'person#{personId}' }],
  fields: {
    kind: plain(() => z.enum(requestKinds), 'security_log', 'What was asked for.'),
    state: plain(() => z.enum(requestStates), 'security_log', 'Where it stands.'),
    about: plain(() => z.optional(about()), 'security_log', 'The purpose or the records that it is limited to.'),
    residence: plain(
      () => z.optional(z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must look like DE or US-CA'))),
      'identity',
      'Where the person says they live: it decides whose law sets the time.',
    ),
    receivedAt: plain(() => z.int(), 'security_log', 'When it arrived, epoch milliseconds.'),
    verifiedAt: moment('When the person had proven who they are'),
    confirmedAt: moment('When the person confirmed it'),
    closedAt: moment('When it came to its end'),
    dueAt: plain(() => z.int(), 'security_log', 'By when it has to be answered, epoch milliseconds.'),
    extendableTo: moment('Until when the answer may be put off'),
    acknowledgeBy: moment('By when the law wants its arrival confirmed'),
    regime: plain(
      () => z.optional(z.string().check(z.regex(/^[a-z]{2}-[a-z0-9-]{2,24}$/))),
      'security_log',
      'The law that set the time.',
    ),
    extension: plain(() => z.optional(z.enum(extensionReasons)), 'security_log', 'Why it takes longer.'),
    refusal: plain(() => z.optional(z.enum(refusalReasons)), 'security_log', 'Why it was refused.'),
    grace: plain(() => z.optional(z.boolean()), 'security_log', 'Whether the person wants days to think again.'),
    graceUntil: moment('Until when a confirmed erasure can be called off'),
  },
});

/** What the person wrote with a request. */
export const requestText = entity('request_text', {
  ...rights,
  retention: textLife,
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'text#{requestId}' },
  fields: {
    words: sealed(() => z.optional(text(5_000)), 'coaching_content', 'What is wrong, or why, in their own words.'),
    displayName: sealed(() => z.optional(line(100)), 'identity', 'The name as it should be.'),
    timeZone: sealed(() => z.optional(timeZone()), 'preference', 'The time zone as it should be.'),
    locale: sealed(() => z.optional(locale()), 'preference', 'The language as it should be.'),
  },
});

/** What the person was told on a request, besides its state. */
export const requestAnswer = entity('request_answer', {
  ...rights,
  retention: textLife,
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'answer#{requestId}' },
  fields: {
    words: sealed(() => text(5_000), 'coaching_content', 'Why it takes longer, is refused, or what was done.'),
  },
});

/** What a person has asked for, counted in one row that every request changes. */
export const requestRegister = entity('request_register', {
  ...rights,
  retention: { from: 'account.closed', keep: days(30), holdable: false },
  onExport: { leftOut: 'It counts the requests that stand in the copy one by one.' },
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'register' },
  fields: {
    open: plain(
      () =>
        z.array(z.strictObject({ requestId: id('request'), kind: z.enum(requestKinds), about: z.optional(about()) })),
      'security_log',
      'The requests that are not at their end.',
    ),
    day: plain(() => z.iso.date(), 'security_log', 'The day that the count is of.'),
    count: plain(() => z.int(), 'security_log', 'How many requests were made that day.'),
  },
});

/** An open request where those who answer requests find it, by the time it is due: ids only. */
export const openRequest = entity('open_request', {
  ...rights,
  retention: requestLife,
  onExport: { leftOut: 'It repeats the ids of a request that stands in the copy.' },
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'due#{dueAt}#{requestId}' },
  pointers: [{ pk: 'office#requests', sk: 'due#{dueAt}#{personId}#{requestId}' }],
  fields: {},
});

/** That a copy of somebody's data waits for them. The copy itself lies sealed in a bucket, for a day. */
export const exportBundle = entity('export_bundle', {
  ...rights,
  retention: shortLife,
  onExport: { leftOut: 'It is about the copy itself.' },
  onErasure: 'delete',
  objects: { bucket: 'exports', category: 'coaching_content', why: 'The copy, on its way to the person.' },
  key: { pk: 'person#{personId}', sk: 'bundle#{requestId}' },
  fields: {
    pieces: plain(() => z.array(z.int()), 'security_log', 'How many bytes each piece of it has.'),
    expiresAt: plain(() => z.int(), 'security_log', 'From when on it is gone, epoch milliseconds.'),
    deliveryId: plain(
      () => z.optional(id('delivery')),
      'security_log',
      'The link that is good for it; any earlier one is not.',
    ),
    deliveredAt: moment('When its last byte had been handed over'),
  },
});

/** A link to a copy: good once, for a day, and only together with what its person alone was told. */
export const copyLink = entity('copy_link', {
  ...rights,
  retention: shortLife,
  onExport: { leftOut: 'It is about the way in which the copy itself was handed over.' },
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'link#{deliveryId}' },
  fields: {
    requestId: plain(() => id('request'), 'security_log', 'The request whose copy it hands over.'),
    proofHash: plain(
      () => z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
      'security_log',
      'Hash of what only the person was told.',
    ),
    next: plain(() => z.int(), 'security_log', 'The next piece to hand over; none is handed over twice.'),
    expiresAt: plain(() => z.int(), 'security_log', 'From when on it is good for nothing, epoch milliseconds.'),
  },
});

/** A copy on its way back. What was uploaded lies in a bucket until it is taken or refused, for a week at the longest. */
export const copyImport = entity('import', {
  ...rights,
  retention: { from: 'created', keep: days(30), holdable: false },
  onExport: 'whole',
  onErasure: 'delete',
  objects: { bucket: 'exports', category: 'coaching_content', why: 'The copy, on its way back.' },
  key: { pk: 'person#{personId}', sk: 'import#{importId}' },
  fields: {
    state: plain(() => z.enum(importStates), 'security_log', 'How far it is.'),
    bytes: plain(() => z.int(), 'security_log', 'How many bytes the upload has.'),
    sha256: plain(() => sha256(), 'security_log', 'SHA-256 of the upload.'),
    uploadUntil: plain(() => z.int(), 'security_log', 'Until when it can be uploaded, epoch milliseconds.'),
    closedAt: moment('When it came to its end'),
    faults: plain(
      () =>
        z.array(
          z.strictObject({
            file: z.string().check(z.regex(reportedName)),
            reason: z.enum(importFaults),
            record: z.optional(z.int()),
          }),
        ),
      'security_log',
      'What was wrong with it: which file, and why.',
    ),
    restored: plain(
      () =>
        z.array(
          z.strictObject({
            entity: z.string().check(z.regex(/^[a-z_]{1,40}$/)),
            found: z.int(),
            restored: z.int(),
          }),
        ),
      'security_log',
      'How many records it held, and how many of them were missing here and came back.',
    ),
  },
});

/** That a person has restricted the use of their data: the gate reads it with every request of others. */
export const processingLimits = entity('processing_limits', {
  store: 'directory',
  about: 'person',
  purpose: 'data_rights',
  retention: { from: 'account.closed', keep: days(30), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'limits' },
  fields: {
    restrictedBy: plain(
      () => z.optional(id('request')),
      'security_log',
      'The request by which the person restricted all use.',
    ),
  },
});

/** That a request arrived, or how one that arrived in that quarter ended, for the transparency report: it names nobody. */
export const requestTally = entity('request_tally', {
  store: 'rights',
  about: 'instance',
  purpose: 'data_rights',
  retention: requestLife,
  onExport: { leftOut: 'It names nobody.' },
  onErasure: { stays: 'It names nobody.' },
  key: { pk: 'tally#{quarter}', sk: '{kind}#{outcome}#{tallyId}' },
  fields: {
    days: plain(() => z.int(), 'security_log', 'How many days the answer took; 0 when the request arrived.'),
  },
});
