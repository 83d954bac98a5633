import * as z from 'zod/mini';
import { accountStates, membershipStates, organizationRoles, pools } from '#/domain/access/roles.ts';
import { engagementStates } from '#/domain/coaching/engagement-state.ts';
import { bound, entity, plain, sealed } from '#/domain/data-map/entity.ts';
import { days, months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { email, instant, line, locale, sha256, text, timeZone } from '#/domain/text.ts';

/** A person’s own record: in their copy as a whole, and gone with them. */
const own = { onExport: 'whole', onErasure: 'delete' } as const;
/** An organisation’s record: nobody’s copy holds it and nobody’s erasure takes it away. */
const ofOrganization = {
  onExport: { leftOut: 'It is about an organisation and no person.' },
  onErasure: { stays: 'It is about an organisation and no person.' },
} as const;
const accountLife = { from: 'account.closed', keep: days(30), holdable: true } as const;
const engagementLife = { from: 'engagement.ended', keep: months(24), holdable: true } as const;

export const person = entity('person', {
  store: 'directory',
  about: 'person',
  purpose: 'account',
  retention: accountLife,
  ...own,
  key: { pk: 'person#{personId}', sk: 'profile' },
  fields: {
    pool: bound(() => z.enum(pools), 'identity', 'Which user pool signs the person in.'),
    email: sealed(() => email(), 'contact', 'To invite the person and let them sign in.'),
    displayName: sealed(() => z.optional(line(100)), 'identity', 'What others in the engagement call the person.'),
    timeZone: sealed(() => z.optional(timeZone()), 'preference', 'To show times as the person reads them.'),
    locale: sealed(() => z.optional(locale()), 'preference', 'To write to the person in their language.'),
  },
});

/** Finds a person by e-mail without holding the address: the row's key is a keyed hash. */
export const emailClaim = entity('email_claim', {
  store: 'directory',
  about: 'person',
  purpose: 'account',
  retention: accountLife,
  onExport: { leftOut: 'It is a keyed hash of the address that the profile holds.' },
  onErasure: 'delete',
  key: { pk: 'email#{pool}#{emailIndex}', sk: 'claim' },
  pointers: [{ pk: 'person#{personId}', sk: 'email#{pool}#{emailIndex}' }],
  fields: { personId: plain(() => id('person'), 'identity', 'Whose address it is.') },
});

export const organization = entity('organization', {
  store: 'directory',
  about: 'organization',
  purpose: 'account',
  retention: accountLife,
  ...ofOrganization,
  key: { pk: 'organization#{organizationId}', sk: 'organization' },
  fields: {
    name: sealed(() => line(200), 'organizational', 'What the organisation is called.'),
    retentionMonths: bound(
      () => z.optional(z.int().check(z.minimum(1), z.maximum(24))),
      'organizational',
      'Coaching records are kept this long after an engagement ends, if shorter than the schedule.',
    ),
    servesMinors: bound(
      () => z.optional(z.boolean()),
      'organizational',
      'Whether minors take part: then nobody consents before they have told their age.',
    ),
  },
});

export const membership = entity('membership', {
  store: 'directory',
  about: 'person',
  purpose: 'account',
  retention: accountLife,
  ...own,
  key: { pk: 'person#{personId}', sk: 'membership#{organizationId}' },
  pointers: [{ pk: 'organization#{organizationId}', sk: 'member#{personId}' }],
  fields: {
    role: plain(() => z.enum(organizationRoles), 'identity', 'What the person may do in the organisation.'),
    status: plain(() => z.enum(membershipStates), 'identity', 'Whether they still may.'),
    privacyChampion: plain(
      () => z.optional(z.boolean()),
      'identity',
      'Whether the person reviews new tools for the organisation and is asked about privacy.',
    ),
  },
});

/**
 * That somebody was invited. Of a client it holds no address: whoever invited knows whom, and an invitation that had to go
 * with an account would tell them that it was erased.
 */
export const invitation = entity('invitation', {
  store: 'directory',
  about: 'organization',
  purpose: 'account',
  retention: { from: 'created', keep: days(90), holdable: false },
  onExport: { leftOut: 'It repeats the address of the profile.' },
  onErasure: 'delete',
  key: { pk: 'organization#{organizationId}', sk: 'invitation#{invitationId}' },
  // So that an address goes with its person: an invitation of a client, which holds none, has no such row.
  pointers: [{ pk: 'person#{personId}', sk: 'invitation#{organizationId}#{invitationId}' }],
  fields: {
    personId: bound(() => z.optional(id('person')), 'identity', 'Whose address it holds, where it holds one.'),
    role: bound(() => z.enum([...organizationRoles, 'client']), 'identity', 'What the person is invited as.'),
    email: sealed(() => z.optional(email()), 'contact', 'Where the invitation of a member of the organisation went.'),
    invitedBy: bound(() => id('person'), 'identity', 'Who invited.', { concernsOthers: true }),
  },
});

export const programmeTerms = entity('programme_terms', {
  store: 'directory',
  about: 'organization',
  purpose: 'coaching',
  retention: accountLife,
  ...ofOrganization,
  key: { pk: 'organization#{organizationId}', sk: 'terms#{termsId}' },
  fields: {
    title: sealed(() => line(200), 'organizational', 'What the programme is called.'),
    text: sealed(() => text(20_000), 'organizational', 'What was agreed with the sponsor.'),
    sponsorSees: bound(
      () =>
        z
          .array(z.enum(['aggregate_participation', 'aggregate_satisfaction']))
          .check(z.refine((figures) => new Set(figures).size === figures.length, 'must name each figure once')),
      'organizational',
      'All that the sponsor may ever see: figures over groups, never a person.',
    ),
    hash: bound(() => sha256(), 'organizational', 'What engagements cite.'),
    signedBy: bound(() => z.optional(id('person')), 'identity', 'The sponsor who signed.'),
    signedAt: bound(() => z.optional(instant()), 'organizational', 'When the sponsor signed.'),
  },
});

export const engagement = entity('engagement', {
  store: 'directory',
  about: 'client',
  purpose: 'coaching',
  retention: engagementLife,
  ...own,
  key: { pk: 'engagement#{engagementId}', sk: 'engagement' },
  pointers: [
    { pk: 'person#{coachId}', sk: 'engagement#{engagementId}' },
    { pk: 'person#{clientId}', sk: 'engagement#{engagementId}' },
  ],
  fields: {
    organizationId: bound(
      () => id('organization'),
      'coaching_metadata',
      'Under whose programme the coaching takes place.',
    ),
    coachId: bound(() => id('person'), 'coaching_metadata', 'Who coaches.', { concernsOthers: true }),
    clientId: bound(() => id('person'), 'coaching_metadata', 'Who is coached.'),
    termsId: bound(() => id('terms'), 'coaching_metadata', 'The programme terms it takes place under.'),
    termsHash: bound(() => sha256(), 'coaching_metadata', 'The very text of those terms.'),
    status: bound(() => z.enum(engagementStates), 'coaching_metadata', 'Where the engagement stands.'),
    focus: sealed(() => z.optional(text(2_000)), 'coaching_content', 'What the coaching is about.'),
    clientJoinedAt: bound(
      () => z.optional(instant()),
      'coaching_metadata',
      'When the client first acted: until then the coach sees an invitation, not a person.',
    ),
    privacyReviewedAt: bound(
      () => z.optional(instant()),
      'coaching_metadata',
      'When the client reviewed their settings.',
    ),
    startedAt: bound(() => z.optional(instant()), 'coaching_metadata', 'When coaching started.'),
    endedAt: bound(
      () => z.optional(instant()),
      'coaching_metadata',
      'When it ended: access ends and retention starts.',
    ),
    retentionMonths: bound(
      () => z.optional(z.int().check(z.minimum(1), z.maximum(24))),
      'coaching_metadata',
      'The shorter period that the organisation had set when the engagement was made.',
    ),
  },
});

const signature = (whose: string) =>
  bound(() => z.optional(instant()), 'coaching_metadata', `When the ${whose} signed.`);

export const agreement = entity('agreement', {
  store: 'directory',
  about: 'client',
  purpose: 'coaching',
  retention: engagementLife,
  ...own,
  key: { pk: 'engagement#{engagementId}', sk: 'agreement#{agreementId}' },
  fields: {
    text: sealed(() => text(20_000), 'coaching_content', 'What coach and client agree on.'),
    termsHash: bound(() => sha256(), 'coaching_metadata', 'The programme terms it rests on.'),
    proposedBy: bound(() => id('person'), 'coaching_metadata', 'Who proposed it.'),
    coachSignedAt: signature('coach'),
    clientSignedAt: signature('client'),
  },
});

/**
 * From when on a token counts. A token is honoured only if the row of its person, of each of the person's
 * organisations and of the instance exist, are active, and are older than its sign-in.
 */
export const sessionEpoch = entity('session_epoch', {
  store: 'directory',
  about: 'person',
  purpose: 'security',
  retention: accountLife,
  onExport: { leftOut: 'It decides which sign-ins count and says nothing about the person.' },
  onErasure: { stays: 'As long as a token of the person could be shown, it has to be refused.' },
  key: { pk: 'epoch#{scope}#{copy}', sk: 'epoch' },
  fields: {
    status: plain(() => z.enum(accountStates), 'security_log', 'Whether anybody it covers may come in.'),
    revokedBefore: plain(
      () => z.int(),
      'security_log',
      'Tokens of sign-ins up to this second are refused. Never lowered.',
    ),
    frozen: plain(() => z.optional(z.boolean()), 'security_log', 'Whether a response keeps out whom it covers.'),
    readOnly: plain(() => z.optional(z.boolean()), 'security_log', 'Whether a response lets nothing be changed.'),
    organizationIds: plain(
      () => z.optional(z.array(id('organization'))),
      'identity',
      'The home organisation: its freeze stops the person, too.',
    ),
    sessionCompletedAt: plain(
      () => z.optional(z.int()),
      'security_log',
      'When a coaching session ended: idle time is short after it.',
    ),
  },
});

export const signIn = entity('sign_in', {
  store: 'activity',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: days(31), holdable: false },
  ...own,
  key: { pk: 'person#{personId}', sk: 'signin#{signInId}' },
  fields: {
    lastSeen: plain(
      () => z.int(),
      'security_log',
      'Idle sign-ins end. Epoch milliseconds, written at most every five minutes.',
    ),
  },
});
