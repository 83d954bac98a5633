import * as z from 'zod/mini';
import { ageBands } from '#/domain/consent/ages.ts';
import { evidencePattern, guardianMethodNames, guardianshipStates } from '#/domain/consent/guardians.ts';
import { safeguardReasons, safeguardSources, safeguardStates } from '#/domain/consent/safeguards.ts';
import { bound, entity, plain, sealed } from '#/domain/data-map/entity.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { days, months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

const proof = {
  about: 'person',
  purpose: 'consent_proof',
  retention: { from: 'account.closed', keep: months(72), holdable: true },
  onExport: 'whole',
  onErasure: {
    stays: 'It proves who could decide for a minor, since when and until when. It holds ids and times only.',
  },
} as const;

const purposes = () =>
  z.array(z.enum(consentPurposes)).check(
    z.minLength(1),
    z.refine((names) => new Set(names).size === names.length, 'must name each purpose once'),
  );
const moment = (why: string) => plain(() => z.optional(z.int()), 'security_log', `${why}, epoch milliseconds.`);

/** What decides whether somebody consents alone: of an adult that they are one, of a minor when they come of age. */
export const ageBand = entity('age_band', {
  store: 'consent',
  about: 'person',
  purpose: 'consent_proof',
  retention: { from: 'account.closed', keep: days(30), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'age' },
  fields: {
    country: bound(
      () => z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country code, such as DE')),
      'identity',
      'Whose laws say from which age the person consents alone.',
    ),
    band: bound(() => z.enum(ageBands), 'identity', 'Whether the person is of age.'),
    majorityOn: sealed(
      () => z.optional(z.iso.date()),
      'identity',
      'When a minor comes of age; the birthday is not kept.',
    ),
  },
});

/** That somebody may need protection when they consent: then a person of ours looks at it first. */
export const safeguard = entity('safeguard', {
  store: 'consent',
  about: 'person',
  purpose: 'consent_proof',
  retention: { from: 'account.closed', keep: days(30), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'safeguard' },
  fields: {
    status: bound(() => z.enum(safeguardStates), 'consent_choice', 'Whether it is in force.'),
    reason: sealed(() => z.enum(safeguardReasons), 'coaching_content', 'Why, from a list.'),
    setBy: bound(() => id('person'), 'security_log', 'Who said so.', { concernsOthers: true }),
    setAs: bound(() => z.enum(safeguardSources), 'security_log', 'In which role.'),
  },
});

/** That somebody may decide for a minor: how it came about, and how it was made sure. */
export const guardianship = entity('guardianship', {
  ...proof,
  store: 'rights',
  key: { pk: 'guardianship#{guardianshipId}', sk: 'guardianship' },
  pointers: [
    { pk: 'person#{personId}', sk: 'guardianship#{guardianshipId}' },
    { pk: 'person#{guardianId}', sk: 'wardship#{guardianshipId}' },
    { pk: 'office#guardianships', sk: 'guardianship#{guardianshipId}' },
    { pk: 'office#wards', sk: 'ward#{guardianshipId}' },
  ],
  fields: {
    personId: plain(() => id('person'), 'identity', 'The minor.'),
    guardianId: plain(() => id('person'), 'identity', 'Who is to decide for them.', { concernsOthers: true }),
    invitedBy: plain(() => id('person'), 'security_log', 'Who invited the guardian.', { concernsOthers: true }),
    purposes: plain(purposes, 'consent_choice', 'What the guardian may decide on.'),
    state: plain(() => z.enum(guardianshipStates), 'identity', 'Where it stands.'),
    method: plain(() => z.optional(z.enum(guardianMethodNames)), 'security_log', 'How it was made sure.'),
    evidence: plain(
      () => z.optional(z.string().check(z.regex(evidencePattern))),
      'security_log',
      'Where the privacy office keeps what it was shown.',
    ),
    decidedBy: plain(() => z.optional(id('person')), 'security_log', 'Who confirmed or refused it.', {
      concernsOthers: true,
    }),
    decidedAt: moment('When they did'),
    until: moment('When the minor comes of age, and it ends'),
    endedAt: moment('When it was taken back'),
  },
});

/** What the gate reads: that somebody decides for a minor now. */
export const guardian = entity('guardian', {
  ...proof,
  store: 'consent',
  key: { pk: 'person#{personId}', sk: 'guardian#{guardianId}' },
  pointers: [{ pk: 'person#{guardianId}', sk: 'ward#{personId}' }],
  fields: {
    guardianshipId: plain(() => id('guardianship'), 'identity', 'How that came about.'),
    status: plain(() => z.enum(['active', 'ended']), 'identity', 'Whether they still may.'),
    purposes: plain(purposes, 'consent_choice', 'What the guardian may decide on.'),
    until: plain(() => z.int(), 'identity', 'Until when: the majority of the minor, epoch milliseconds.'),
  },
});
