import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerDocument } from '#/domain/consent/ledger-document.ts';
import type { ReceiptDocument } from '#/domain/consent/receipt.ts';
import { instances } from '#/lib/instances.ts';
import { choose, givenConsent, givenToggle, givenWithdrawal } from '#/test/support/consents.ts';
import { faultsOf, givenDownload } from '#/test/support/documents.ts';
import { expectStatus, givenMember, type Person } from '#/test/support/people.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('the proof of a person’s choices', () => {
  let world: World;
  let person: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
    person = await givenMember(world.instance, world.organization, 'client');
    await givenConsent(person, 'micro_coaching', ['reminders']);
    await givenWithdrawal(person, 'micro_coaching');
    expectStatus(await choose(person, 'marketing', 'refused'), 200);
  });
  const download = (path: string) => givenDownload(world.instance, person, path);
  const receiptPath = (sequence: number, form: string) =>
    `/v1/me/consents/history/${sequence}/receipt${form ? `?format=${form}` : ''}`;

  it.each(['', 'json', 'jsonld'])(
    'CO18 MO10: a receipt of each, in format "%s", that can be checked offline',
    async (form) => {
      for (const [sequence, state] of [
        [1, 'given'],
        [2, 'withdrawn'],
        [3, 'refused'],
      ] as const) {
        const receipt = await download(receiptPath(sequence, form));
        expect([receipt.status, receipt.mediaType]).toEqual([
          200,
          'application/vnd.coachvault.signed+json; charset=utf-8',
        ]);
        expect(await faultsOf(world.instance, receipt)).toEqual([]);
        const { document } = JSON.parse(receipt.text) as { document: ReceiptDocument };
        expect(document.entry).toMatchObject({ personId: person.personId, sequence, state });
        expect('@context' in document.record).toBe(form === 'jsonld');
      }
    },
  );

  it('CO6: names who answers for the data, and where it lies', async () => {
    const { text } = await download(receiptPath(1, 'json'));
    const { controllerName, controllerAddress, privacyContact, region } = instances.eu;
    for (const fact of [controllerName, controllerAddress, privacyContact, region, world.instance.apiUrl])
      expect(text).toContain(fact);
  });

  it('TR4: names the tools that the person has connected on it, by their address, and nobody else', async () => {
    const sharer = await givenMember(world.instance, world.organization, 'client');
    await givenConsent(sharer, 'integration_sharing');
    const { organizationId } = world.organization;
    const at = world.instance.clock.now();
    const integrationId = 'eu.integration_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    await world.tables.put({
      store: 'consent',
      pk: `person#${sharer.personId}`,
      sk: `connection#${integrationId}`,
      entity: 'connection',
      subject: sharer.personId,
      version: 1,
      createdAt: at,
      updatedAt: at,
      fields: { organizationId, state: 'connected', at, consentSequence: 1 },
    });
    const receipt = await givenDownload(world.instance, sharer, receiptPath(1, 'json'));
    expect(await faultsOf(world.instance, receipt)).toEqual([]);
    const address = `${world.instance.apiUrl}/v1/me/integrations/${integrationId}`;
    expect(receipt.text).toContain(`"recipient_third_parties":["${address}"]`);
    expect((await download(receiptPath(1, 'json'))).text).toContain('"recipient_third_parties":[]');
  });

  it('CO18: the whole ledger, in which a dropped or changed entry is found', async () => {
    const ledger = await download('/v1/me/consents/ledger');
    expect(await faultsOf(world.instance, ledger)).toEqual([]);
    const { document } = JSON.parse(ledger.text) as { document: LedgerDocument };
    expect(document.entries.map(({ sequence, purpose, state }) => [sequence, purpose, state])).toEqual([
      [1, 'micro_coaching', 'given'],
      [2, 'micro_coaching', 'withdrawn'],
      [3, 'marketing', 'refused'],
    ]);
    const changed = { ...ledger, text: ledger.text.replace('"refused"', '"given"') };
    expect(await faultsOf(world.instance, changed)).not.toEqual([]);
  });

  it('CO18: a ledger longer than a page comes whole', async () => {
    const other = await givenMember(world.instance, world.organization, 'client');
    const path = '/v1/me/consents/ledger';
    const empty = await givenDownload(world.instance, other, path);
    expect(await faultsOf(world.instance, empty)).toEqual([]);
    const { noticeProof } = await givenToggle(other, 'marketing');
    for (let count = 0; count < 102; count++) {
      const body = { purpose: 'marketing', choice: count % 2 === 0 ? 'given' : 'withdrawn', noticeProof };
      expectStatus(await other.call('PUT', '/v1/me/consents', { body }), 200);
    }
    const full = await givenDownload(world.instance, other, path);
    expect(await faultsOf(world.instance, full)).toEqual([]);
    expect((JSON.parse(full.text) as { document: LedgerDocument }).document.count).toBe(102);
  });

  it('CO14: nobody else’s: the number of another’s entry is a number of one’s own', async () => {
    const stranger = await givenMember(world.instance, world.organization, 'coach');
    expectProblem(await stranger.call('GET', receiptPath(1, 'json')), 'not-found');
    expectProblem(await person.call('GET', receiptPath(4, 'json')), 'not-found');
    expectProblem(await person.call('GET', receiptPath(1, 'xml')), 'invalid-request', 'query.format');
    expectProblem(await person.call('GET', '/v1/me/consents/history/0/receipt'), 'invalid-request', 'path.sequence');
  });
});
