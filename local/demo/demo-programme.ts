import type { Role, StaffRole } from '#/domain/access/roles.ts';
import type { RunningInstance } from '#/local/run/instance.ts';
import { arrive, type Newcomer } from './demo-person.ts';

export type Say = (text: string) => void;
/** A made-up address; `.example` never belongs to anybody (RFC 2606). */
export type AddressOf = (role: Role) => string;

const names: Readonly<Record<Role, string>> = {
  platform_admin: 'Perrin Adair',
  support: 'Saga Torsten',
  security: 'Sefa Quint',
  privacy: 'Priya Vance',
  org_admin: 'Odile Marsh',
  sponsor: 'Spencer Holm',
  coach: 'Coralie Dunn',
  client: 'Clemens Rhee',
};

const terms = {
  title: 'Leadership programme',
  text: 'The sponsor pays for twelve sessions a person. What is said in them stays between coach and client.',
  sponsorSees: ['aggregate_participation'],
};
const agreement = {
  text: 'We meet every two weeks for an hour. Either of us may end the coaching at any time, without giving a reason.',
};

/** Staff come in by an operator; all others are invited through the API. */
async function staff(instance: RunningInstance, role: StaffRole, addressOf: AddressOf): Promise<Newcomer> {
  const email = addressOf(role);
  await instance.operator.addStaff(role, email);
  return arrive(instance, { role, email, displayName: names[role] });
}

async function idOf(answer: Promise<{ body: Record<string, unknown> }>, name: string): Promise<string> {
  return String((await answer).body[name]);
}

/** The organisation with its people, and programme terms that the sponsor has signed. */
async function organisation(instance: RunningInstance, operator: Newcomer, addressOf: AddressOf) {
  const invited = (role: Role) => arrive(instance, { role, email: addressOf(role), displayName: names[role] });
  const founding = { name: 'Hartwell Demo Works', adminEmail: addressOf('org_admin') };
  const organizationId = await idOf(operator.api.post('/v1/organizations', founding), 'organizationId');
  const path = `/v1/organizations/${organizationId}`;
  const admin = await invited('org_admin');
  for (const role of ['coach', 'sponsor'] as const) {
    await admin.api.post(`${path}/members`, { email: addressOf(role), role });
  }
  const termsId = await idOf(admin.api.post(`${path}/programme-terms`, terms), 'termsId');
  const [coach, sponsor] = await Promise.all([invited('coach'), invited('sponsor')]);
  await sponsor.api.post(`${path}/programme-terms/${termsId}/sign`);
  return { organizationId, termsId, admin, coach, sponsor };
}

type Organisation = Awaited<ReturnType<typeof organisation>>;

/** An engagement between coach and client, agreed on and started. */
async function engagement(
  instance: RunningInstance,
  { organizationId, termsId, coach }: Organisation,
  addressOf: AddressOf,
) {
  const clientEmail = addressOf('client');
  const proposed = { organizationId, termsId, focus: 'Leading a team for the first time', clientEmail };
  const engagementId = await idOf(coach.api.post('/v1/engagements', proposed), 'engagementId');
  const path = `/v1/engagements/${engagementId}`;
  const client = await arrive(instance, { role: 'client', email: clientEmail, displayName: names.client });
  const agreementId = await idOf(coach.api.post(`${path}/agreements`, agreement), 'agreementId');
  await client.api.post(`${path}/agreements/${agreementId}/sign`);
  await client.api.post(`${path}/privacy-review`, { confirmed: true });
  await coach.api.post(`${path}/start`, { agreementId });
  return { engagementId, agreementId, client };
}

/** Somebody in each role, and what they have to do with each other. */
export type Programme = {
  readonly people: Readonly<Record<Role, Newcomer>>;
  readonly organizationId: string;
  readonly termsId: string;
  readonly engagementId: string;
  readonly agreementId: string;
};

/** Makes everybody and everything of the demo; each step through the API, by the person whose step it is. */
export async function makeProgramme(instance: RunningInstance, addressOf: AddressOf, say: Say): Promise<Programme> {
  say('demo: staff come in');
  const platform_admin = await staff(instance, 'platform_admin', addressOf);
  const [support, security, privacy] = await Promise.all([
    staff(instance, 'support', addressOf),
    staff(instance, 'security', addressOf),
    staff(instance, 'privacy', addressOf),
  ]);
  say('demo: an organisation with a coach, a sponsor and signed programme terms');
  const programme = await organisation(instance, platform_admin, addressOf);
  const { organizationId, termsId, admin: org_admin, coach, sponsor } = programme;
  say('demo: an engagement between coach and client');
  const { engagementId, agreementId, client } = await engagement(instance, programme, addressOf);
  const people = { platform_admin, org_admin, coach, sponsor, client, support, security, privacy };
  return { people, organizationId, termsId, engagementId, agreementId };
}
