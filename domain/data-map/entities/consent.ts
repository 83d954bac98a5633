import * as z from 'zod/mini';
import { consentStates, noticeLocales } from '#/domain/consent/choices.ts';
import { objectionStates } from '#/domain/consent/objections.ts';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { consentPurposes, legitimatePurposes } from '#/domain/data-map/purposes.ts';
import { months } from '#/domain/data-map/retention.ts';
import { actor, id } from '#/domain/ids.ts';
import { sha256 } from '#/domain/text.ts';

/** Proof of consent is kept for as long as the strictest law asks after the account, then goes: it is not kept for ever. */
const proof = {
  store: 'consent',
  about: 'person',
  purpose: 'consent_proof',
  retention: { from: 'account.closed', keep: months(72), holdable: true },
  onExport: 'whole',
  onErasure: { stays: 'It proves what was allowed and when it was withdrawn. It holds ids, times and hashes only.' },
} as const;

const scopes = () => z.array(z.string().check(z.regex(/^[a-z_]{1,40}$/)));
const word = () => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/));
const base64url = () => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

const choice = () =>
  z.strictObject({
    state: z.enum(consentStates),
    at: z.int(),
    sequence: z.int(),
    fingerprint: sha256(),
    scopes: scopes(),
    expiresAt: z.optional(z.int()),
    guardianId: z.optional(id('person')),
  });

const objection = () => z.strictObject({ state: z.enum(objectionStates), at: z.int(), sequence: z.int() });

/** One member for each name, all of them optional. */
const each = <N extends string, S extends z.ZodMiniType>(names: readonly N[], make: () => S) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, z.optional(make())])) as Record<N, z.ZodMiniOptional<S>>,
  );

/** Where a person stands on every purpose, in one row that the gate reads along. */
export const consentState = entity('consent_state', {
  ...proof,
  key: { pk: 'person#{personId}', sk: 'state' },
  fields: {
    sequence: plain(() => z.int(), 'security_log', 'Number of the ledger’s last entry.'),
    head: plain(() => sha256(), 'security_log', 'Hash of the ledger’s last entry.'),
    choices: plain(() => each(consentPurposes, choice), 'consent_choice', 'The last choice for each purpose.'),
    objections: plain(
      () => z.optional(each(legitimatePurposes, objection)),
      'consent_choice',
      'Where an objection to each purpose on legitimate interest stands.',
    ),
    optOutSignalAt: plain(
      () => z.optional(z.int()),
      'consent_choice',
      'When the browser first asked for no sale and no sharing (Global Privacy Control).',
    ),
  },
});

/** One act of choosing. Entries are only ever added; each holds the hash of the one before it and is signed. */
export const consentEntry = entity('consent_entry', {
  ...proof,
  key: { pk: 'person#{personId}', sk: 'entry#{sequence}' },
  fields: {
    consentId: plain(() => id('consent'), 'security_log', 'The record’s own id, which its receipt cites.'),
    purpose: plain(() => z.enum([...consentPurposes, ...legitimatePurposes]), 'consent_choice', 'Which purpose.'),
    state: plain(() => z.enum([...consentStates, ...objectionStates]), 'consent_choice', 'What was chosen.'),
    scopes: plain(scopes, 'consent_choice', 'The parts of the purpose that were chosen.'),
    at: plain(() => z.int(), 'security_log', 'When, by our clock, epoch milliseconds.'),
    actorId: plain(actor, 'security_log', 'Who chose: the person, their guardian, or a service of ours.'),
    capacity: plain(
      () => z.enum(['self', 'guardian', 'reviewer', 'service']),
      'security_log',
      'In which capacity: for themselves, as a guardian, as whoever of ours reviewed it, or by a rule.',
    ),
    channel: plain(word, 'security_log', 'Through which operation.'),
    addressHash: plain(() => z.optional(base64url()), 'security_log', 'Keyed hash of the network address.'),
    noticeId: plain(
      () => z.optional(z.string().check(z.regex(/^[a-z_]{1,40}\.\d{1,4}$/))),
      'security_log',
      'The notice that was shown; an objection needs none.',
    ),
    fingerprint: plain(() => z.optional(sha256()), 'security_log', 'What that notice said, as a hash.'),
    locale: plain(() => z.optional(z.enum(noticeLocales)), 'consent_choice', 'In which language.'),
    reason: plain(() => z.optional(word()), 'security_log', 'Why a rule of ours made the entry.'),
    expiresAt: plain(() => z.optional(z.int()), 'security_log', 'From when on it counts no more, epoch milliseconds.'),
    previous: plain(() => z.nullable(sha256()), 'security_log', 'Hash of the entry before it.'),
    hash: plain(() => sha256(), 'security_log', 'Hash of this entry.'),
    signature: plain(() => base64url(), 'security_log', 'The instance’s signature over the hash.'),
    signedWith: plain(word, 'security_log', 'Id of the signing key.'),
  },
});
