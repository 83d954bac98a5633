import type { GivenInstance } from './instance.ts';
import { expectStatus, givenMember, type Organization, type Person } from './people.ts';

/** A proposal that nothing stands against. */
export const proposal = {
  name: 'Calendar',
  processor: 'Calendar GmbH',
  endpoint: 'https://hooks.calendar.example/in',
  manifest: ['session.startsAt', 'session.durationMinutes', 'session.status'],
  purposeClass: 'service',
  country: 'DE',
  agreement: { id: 'DPA-2026-001', role: 'processor', subProcessors: 'none', audits: true, deletionDays: 30 },
  assessment: { id: 'VA-2026-001', score: 80, done: '2026-11-01', until: '2036-11-01' },
  healthData: false,
} as const;
type Proposal = { readonly [K in keyof typeof proposal]?: unknown } & {
  readonly mechanism?: string;
  readonly tiaId?: string;
  readonly baaId?: string;
};

export type GivenIntegration = {
  readonly integrationId: string;
  readonly path: string;
  readonly signingKey: string;
};

export async function nameChampion(admin: Person, organizationId: string, { personId }: Person): Promise<void> {
  const call = { body: { privacyChampion: true }, headers: { 'if-match': '"1"' } };
  expectStatus(await admin.call('PATCH', `/v1/organizations/${organizationId}/members/${personId}`, call), 200);
}

/** A member whom the administrator has named a privacy champion. */
export async function givenChampion(instance: GivenInstance, organization: Organization): Promise<Person> {
  const champion = await givenMember(instance, organization, 'coach');
  await nameChampion(organization.admin, organization.organizationId, champion);
  return champion;
}

/** A tool in the register, not signed yet. */
export async function givenProposal(
  { organizationId, admin }: Organization,
  changes: Proposal = {},
): Promise<GivenIntegration> {
  const list = `/v1/organizations/${organizationId}/integrations`;
  const proposed = await admin.call('POST', list, { body: { ...proposal, ...changes } });
  const integrationId = String(expectStatus(proposed, 201).integrationId);
  const path = `${list}/${integrationId}`;
  const { signingKey } = expectStatus(await admin.call('PUT', `${path}/signing-key`), 200);
  return { integrationId, path, signingKey: String(signingKey) };
}

/** A tool that people have been told of. It becomes active when the clock has moved on by 30 days. */
export async function givenAnnounced(
  organization: Organization,
  champion: Person,
  changes: Proposal = {},
): Promise<GivenIntegration> {
  const integration = await givenProposal(organization, changes);
  expectStatus(await champion.call('POST', `${integration.path}/sign`), 200);
  expectStatus(await organization.admin.call('POST', `${integration.path}/announce`), 200);
  return integration;
}

export async function givenConnected(person: Person, { integrationId }: GivenIntegration): Promise<void> {
  expectStatus(await person.call('POST', `/v1/me/integrations/${integrationId}/connect`), 200);
}
