import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { answers, consentStates, noticeLocales } from '#/domain/consent/choices.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { once } from '#/domain/once.ts';
import { own } from './ways.contract.ts';

const purpose = once(() => z.enum(consentPurposes));
const scopes = () => z.array(z.string().check(z.regex(/^[a-z_]{1,40}$/, 'must be a scope that the notice names')));

export const noticeAnswer = once(() =>
  z.strictObject({
    noticeId: z.string(),
    version: z.int(),
    locale: z.enum(noticeLocales),
    title: z.string(),
    text: z.array(z.string()),
    /** What is chosen one by one below the purpose, and what each means. */
    scopes: z.record(z.string(), z.string()),
    /** SHA-256 of all that the decision is about. */
    fingerprint: z.string(),
  }),
);

/** One toggle: everything that a screen needs to show it and to send the choice. */
export const toggle = once(() =>
  z.strictObject({
    purpose: purpose(),
    /** Whether data may be used for it at this moment. */
    inForce: z.boolean(),
    /** `not_asked` until the first answer. */
    state: z.enum(['not_asked', ...consentStates]),
    scopes: scopes(),
    decidedAt: z.nullable(z.iso.datetime()),
    expiresAt: z.nullable(z.iso.datetime()),
    /** The notice has changed in a way that matters since the answer: it does not count until it is answered again. */
    outdated: z.boolean(),
    notice: noticeAnswer(),
    /** Goes back with the choice, and proves which notice was shown. Good for half an hour. */
    noticeProof: z.string(),
  }),
);

export const decision = once(() =>
  z.strictObject({
    purpose: purpose(),
    choice: z.enum(answers),
    scopes: z.optional(scopes()),
    noticeProof: z
      .string()
      .check(z.regex(/^\d{1,15}\.[A-Za-z0-9_-]{43}$/, 'must be the noticeProof that came with the notice')),
  }),
);

export const decided = once(() =>
  z.strictObject({
    consentId: z.string(),
    sequence: z.int(),
    decidedAt: z.iso.datetime(),
    /** What the answer came to; `requested` waits for a guardian, or for somebody of ours. */
    state: z.enum(consentStates),
    /** Where the signed receipt of this choice is; null for whoever chose for somebody else. */
    receipt: z.nullable(z.string()),
    consent: toggle(),
  }),
);

export const consentRoutes = {
  readConsents: route({
    ...own,
    method: 'GET',
    path: '/v1/me/consents',
    says: 'The caller’s choice on every purpose that takes consent, with the notice that each choice is about.',
    answer: () =>
      z.strictObject({
        consents: z.array(toggle()),
        /** The browser asked for no sale and no sharing (Global Privacy Control), and when that was first applied. */
        optOutSignalAppliedAt: z.nullable(z.iso.datetime()),
      }),
  }),
  decideConsent: route({
    ...own,
    method: 'PUT',
    path: '/v1/me/consents',
    says: 'Gives, refuses or withdraws one purpose. Each is this one call, and takes effect with its answer.',
    body: decision,
    acceptedWhile: { member: 'state', is: 'requested' },
    answer: decided,
  }),
  previewConsent: route({
    ...own,
    method: 'GET',
    path: '/v1/me/consents/preview',
    says: 'What a choice would do, before it is made: what goes, what stays, and why.',
    query: () => ({ purpose: purpose(), choice: z.enum(answers) }),
    answer: () =>
      z.strictObject({
        purpose: purpose(),
        choice: z.enum(answers),
        effects: z.array(
          z.strictObject({
            entity: z.string(),
            says: z.string(),
            effect: z.enum(['made_possible', 'unreadable_and_deleted', 'no_longer_used', 'stays']),
            why: z.string(),
          }),
        ),
        coreService: z.string(),
      }),
  }),
} as const;
