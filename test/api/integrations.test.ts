import { beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import {
  type GivenIntegration,
  givenAnnounced,
  givenChampion,
  givenConnected,
  givenProposal,
  proposal,
} from '#/test/support/integrations.ts';
import { expectStatus, givenMember, givenOrganization, type Person } from '#/test/support/people.ts';
import { givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('the register of integrations', () => {
  let world: World;
  let champion: Person;
  let list: string;
  beforeAll(async () => {
    world = await givenWorld();
    champion = await givenChampion(world.instance, world.organization);
    list = `/v1/organizations/${world.organization.organizationId}/integrations`;
  });
  const propose = (changes: object) =>
    world.organization.admin.call('POST', list, { body: { ...proposal, ...changes } });
  const givenClient = async (): Promise<Person> => (await givenOtherEngagement(world)).client;
  const ownPath = ({ integrationId }: GivenIntegration, act = '') =>
    `/v1/me/integrations/${integrationId}${act && `/${act}`}`;

  it('ED5: takes two people: an administrator proposes, a privacy champion signs', async () => {
    const { admin } = world.organization;
    const { path } = await givenProposal(world.organization);
    for (const person of [admin, world.coach, world.sponsor]) {
      expectProblem(await person.call('POST', `${path}/sign`), 'not-found');
    }
    expectProblem(await admin.call('POST', `${path}/announce`), 'conflict');
    const signed = expectStatus(await champion.call('POST', `${path}/sign`), 200);
    expect(signed).toMatchObject({ state: 'signed', changedBy: admin.personId, signedBy: champion.personId });
    const announced = expectStatus(await admin.call('POST', `${path}/announce`), 200);
    expect(announced.state).toBe('announced');
    const days = (Date.parse(String(announced.startsAt)) - Date.parse(String(announced.announcedAt))) / 86_400_000;
    expect(days).toBe(30);
  });

  it('ED5: nobody signs for what they proposed, champion or not', async () => {
    const organization = await givenOrganization(world.instance, world.operator);
    const admin = await givenMember(world.instance, organization, 'org_admin');
    const member = `/v1/organizations/${organization.organizationId}/members/${admin.personId}`;
    const named = { body: { privacyChampion: true }, headers: { 'if-match': '"1"' } };
    expectStatus(await organization.admin.call('PATCH', member, named), 200);
    const { path } = await givenProposal({ ...organization, admin });
    expectProblem(await admin.call('POST', `${path}/sign`), 'conflict');
    const own = `/v1/organizations/${organization.organizationId}/members/${organization.admin.personId}`;
    const version = { body: { privacyChampion: true }, headers: { 'if-match': '"1"' } };
    expectProblem(await organization.admin.call('PATCH', own, version), 'conflict');
  });

  it.each<[string, object, string]>([
    ['RE5: to a country without a mechanism', { country: 'US' }, 'mechanism'],
    ['RE5: by clauses without an assessment of the transfer', { country: 'US', mechanism: 'scc' }, 'tiaId'],
    ['C6: under Privacy Shield', { country: 'US', mechanism: 'privacy_shield' }, 'C-311/18'],
    ['C6: under Safe Harbor', { country: 'US', mechanism: 'eu_safe_harbor' }, 'C-362/14'],
    ['VE7 C3: of health data without a business associate agreement', { healthData: true }, 'baaId'],
    [
      'VE3: with an assessment that has run out',
      { assessment: { ...proposal.assessment, until: '2026-01-01' } },
      'VA-2026-001',
    ],
  ])('refuses what would go out %s', async (_, changes, word) => {
    expect(expectProblem(await propose(changes), 'conflict').detail).toContain(word);
  });

  it.each<[string, object, string]>([
    ['TR4: a field that cannot be shared', { manifest: ['note.body'] }, 'body.manifest.0'],
    ['TR4: a field twice', { manifest: ['session.startsAt', 'session.startsAt'] }, 'body.manifest'],
    ['TR4: an empty manifest', { manifest: [] }, 'body.manifest'],
    ['VE4: no agreement', { agreement: undefined }, 'body.agreement'],
    ['VE3: no assessment', { assessment: undefined }, 'body.assessment'],
    ['IN3: an address inside', { endpoint: 'https://169.254.169.254/latest' }, 'body.endpoint'],
    ['IN3: plain HTTP', { endpoint: 'http://hooks.calendar.example/' }, 'body.endpoint'],
  ])('knows no integration with %s', async (_, changes, field) => {
    expectProblem(await propose(changes), 'invalid-request', field);
  });

  it('shows a signing key once, and the register never', async () => {
    const { admin } = world.organization;
    const { path, signingKey } = await givenProposal(world.organization);
    expect(signingKey).toMatch(/^whsec_/);
    const next = String(expectStatus(await admin.call('PUT', `${path}/signing-key`), 200).signingKey);
    expect(next).not.toBe(signingKey);
    const shown = JSON.stringify([(await admin.call('GET', path)).body, (await admin.call('GET', list)).body]);
    for (const key of [signingKey, next]) {
      expect(shown).not.toContain(key.slice('whsec_'.length));
      const rows = JSON.stringify(await world.tables.all());
      expect(rows).not.toContain(key.slice('whsec_'.length));
    }
    expect(expectStatus(await admin.call('GET', path), 200).hasSigningKey).toBe(true);
  });

  it('ED4: a change goes back to the champion’s queue, and to the people if it is one for them', async () => {
    const { admin } = world.organization;
    const { path } = await givenAnnounced(world.organization, champion);
    const etag = (await admin.call('GET', path)).headers.get('etag') ?? '';
    const body = { manifest: [...proposal.manifest, 'session.topic'] };
    const changed = expectStatus(await admin.call('PATCH', path, { body, headers: { 'if-match': etag } }), 200);
    expect(changed).toMatchObject({ state: 'draft', startsAt: null });
    expectProblem(await admin.call('PATCH', path, { body, headers: { 'if-match': etag } }), 'version-changed');
    const waiting = expectStatus(await champion.call('GET', `${list}?state=draft&limit=100`), 200).items as object[];
    expect(waiting).toContainEqual(expect.objectContaining({ integrationId: changed.integrationId, state: 'draft' }));
    expect(expectStatus(await champion.call('POST', `${path}/sign`), 200).state).toBe('signed');
    const left = expectStatus(await champion.call('GET', `${list}?state=draft&limit=100`), 200).items;
    expect(JSON.stringify(left)).not.toContain(changed.integrationId);
  });

  it('can be suspended by the champion, and is signed again to go on', async () => {
    const { path } = await givenAnnounced(world.organization, champion);
    expect(expectStatus(await champion.call('POST', `${path}/suspend`), 200)).toMatchObject({
      state: 'suspended',
      suspendedFor: 'organization',
    });
    expectProblem(await champion.call('POST', `${path}/suspend`), 'conflict');
    expect(expectStatus(await champion.call('POST', `${path}/sign`), 200).state).toBe('announced');
  });

  it('VE2: shows people what was announced, with every field, and nothing before', async () => {
    const client = await givenClient();
    const draft = await givenProposal(world.organization);
    const announced = await givenAnnounced(world.organization, champion);
    expectProblem(await client.call('GET', ownPath(draft)), 'not-found');
    const shown = expectStatus(await client.call('GET', ownPath(announced)), 200);
    expect(shown).toMatchObject({ fields: proposal.manifest, country: 'DE', connection: 'none', since: null });
    const all = expectStatus(await client.call('GET', '/v1/me/integrations'), 200).integrations as {
      integrationId: string;
    }[];
    const ids = all.map(({ integrationId }) => integrationId);
    expect(ids).toContain(announced.integrationId);
    expect(ids).not.toContain(draft.integrationId);
  });

  it('CC9: is connected by the person alone, within their consent', async () => {
    const client = await givenClient();
    const integration = await givenAnnounced(world.organization, champion);
    expectProblem(await client.call('POST', ownPath(integration, 'connect')), 'consent-required');
    await givenConsent(client, 'integration_sharing');
    await givenConnected(client, integration);
    expect(expectStatus(await client.call('GET', ownPath(integration)), 200).connection).toBe('connected');
    expectProblem(await client.call('POST', ownPath(integration, 'connect')), 'conflict');
    for (const person of [world.coach, champion, world.sponsor, world.organization.admin]) {
      expectProblem(await person.call('POST', ownPath(integration, 'connect')), 'forbidden');
    }
    expect(expectStatus(await client.call('POST', ownPath(integration, 'disconnect')), 200).connection).toBe(
      'disconnected',
    );
    expectProblem(await client.call('POST', ownPath(integration, 'disconnect')), 'conflict');
  });

  it('CO11: a connection lapses with its consent, and a new consent does not bring it back', async () => {
    const client = await givenClient();
    const integration = await givenAnnounced(world.organization, champion);
    await givenConsent(client, 'integration_sharing');
    await givenConnected(client, integration);
    await givenWithdrawal(client, 'integration_sharing');
    expect(expectStatus(await client.call('GET', ownPath(integration)), 200).connection).toBe('lapsed');
    await givenConsent(client, 'integration_sharing');
    expect(expectStatus(await client.call('GET', ownPath(integration)), 200).connection).toBe('lapsed');
    await givenConnected(client, integration);
    expect(expectStatus(await client.call('GET', ownPath(integration)), 200).connection).toBe('connected');
  });

  it('VE2: can be objected to before it starts, without any consent', async () => {
    const client = await givenClient();
    const integration = await givenAnnounced(world.organization, champion);
    expect(expectStatus(await client.call('POST', ownPath(integration, 'object')), 200).connection).toBe('objected');
    expectProblem(await client.call('POST', ownPath(integration, 'object')), 'conflict');
  });

  it('RI11: a commercial tool is not connected against the browser’s opt-out signal', async () => {
    const client = await givenClient();
    const commercial = await givenAnnounced(world.organization, champion, { purposeClass: 'commercial' });
    const service = await givenAnnounced(world.organization, champion);
    await givenConsent(client, 'integration_sharing');
    const headers = { 'sec-gpc': '1' };
    expectProblem(await client.call('POST', ownPath(commercial, 'connect'), { headers }), 'conflict');
    expectStatus(await client.call('POST', ownPath(service, 'connect'), { headers }), 200);
    await givenConnected(client, commercial);
    expectStatus(await client.call('GET', '/v1/me/consents', { headers }), 200);
    expect(expectStatus(await client.call('GET', ownPath(commercial)), 200).connection).toBe('lapsed');
    await givenConsent(client, 'integration_sharing');
    await givenConnected(client, commercial);
    expect(expectStatus(await client.call('GET', ownPath(commercial)), 200).connection).toBe('connected');
  });

  it('the register of another organisation is not theirs to connect from', async () => {
    const others = await givenOrganization(world.instance, world.operator);
    const foreign = await givenAnnounced(others, await givenChampion(world.instance, others));
    const client = await givenClient();
    await givenConsent(client, 'integration_sharing');
    expectProblem(await client.call('POST', ownPath(foreign, 'connect')), 'not-found');
  });

  it('AN8: looks the same to sponsors and staff whether or not somebody has connected', async () => {
    const client = await givenClient();
    const integration = await givenAnnounced(world.organization, champion);
    const watchers = [world.organization.admin, champion];
    const seen = async () =>
      Promise.all(
        watchers.map(async (watcher) => [
          (await watcher.call('GET', integration.path)).body,
          (await watcher.call('GET', list)).body,
        ]),
      );
    const before = await seen();
    await givenConsent(client, 'integration_sharing');
    await givenConnected(client, integration);
    expect(await seen()).toEqual(before);
    for (const watcher of [world.sponsor, world.coach]) {
      expectProblem(await watcher.call('GET', integration.path), 'not-found');
      expectProblem(await watcher.call('GET', list), 'not-found');
      expectProblem(await watcher.call('GET', '/v1/me/integrations'), 'forbidden');
    }
  });
});
