import { describe, expect, it } from 'vitest';
import { consentStates } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { type ReceiptDocument, receiptDocument, receiptForms } from '#/domain/consent/receipt.ts';
import type { ConsentEntry, ReceiptFacts } from '#/domain/consent/receipt-facts.ts';
import type { jsonRecord } from '#/domain/consent/receipt-json.ts';
import type { jsonLdRecord } from '#/domain/consent/receipt-json-ld.ts';
import { usedBy } from '#/domain/data-map/purposes.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import { dpvTerms } from '#/test/domain/consent/dpv-terms.ts';
import { givenReceiptFacts, givenSigner } from '#/test/support/signed.ts';

const signer = givenSigner();
const guardianId = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M7';

const factsOf = (said: Partial<ConsentEntry> = {}): ReceiptFacts => givenReceiptFacts(signer, said);
const jsonOf = (facts: ReceiptFacts) => receiptDocument(facts, 'json').record as ReturnType<typeof jsonRecord>;
const jsonLdOf = (facts: ReceiptFacts) => receiptDocument(facts, 'json-ld').record as ReturnType<typeof jsonLdRecord>;
const recordOf = (facts: ReceiptFacts) => jsonLdOf(facts)['dpv:hasRecordOfActivity'];
const faultsOf = (document: ReceiptDocument) => documentFaults(signer.file(document), signer.checks);

/** Every key, and every text in the place of a type or an identifier. */
function* namesIn(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const item of node) yield* namesIn(item);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === '@context') continue;
    yield name;
    if (name === '@type' || name === '@id') yield* [value].flat() as string[];
    yield* namesIn(value);
  }
}

describe('CO5 CO18: a receipt', () => {
  it.each(receiptForms)('in %s is valid, and holds the ledger’s entry as it stands', (form) => {
    const facts = factsOf();
    const document = receiptDocument(facts, form);
    expect(faultsOf(document)).toEqual([]);
    expect(document).toMatchObject({ instance: 'eu', issuedAt: facts.issuedAt, entry: facts.entry });
  });

  it('has every field that ISO/IEC TS 27560:2023 asks for', () => {
    const { entry, notice, controller } = factsOf({ purpose: 'micro_coaching', scopes: ['reminders'] });
    const record = jsonOf(factsOf({ purpose: 'micro_coaching', scopes: ['reminders'] }));
    expect(record.header).toEqual({
      schema_version: 'ISO/IEC TS 27560:2023',
      record_id: entry.consentId,
      pii_principal_id: entry.personId,
    });
    const { privacy_notice, language, purposes } = record.pii_processing;
    expect(privacy_notice).toMatchObject({
      notice_id: notice.noticeId,
      text: notice.text,
      fingerprint: notice.fingerprint,
    });
    expect(privacy_notice.url).toBe(`${controller.door}/v1/notices/${notice.noticeId}?locale=en`);
    expect(language).toBe('en');
    expect(purposes).toHaveLength(1);
    expect(purposes[0]).toMatchObject({
      purpose: notice.title,
      purpose_type: 'micro_coaching',
      scopes: ['reminders'],
      lawful_basis: 'consent',
      pii_controllers: ['eu'],
      storage_locations: ['eu-central-1'],
      jurisdiction: 'EU',
      recipient_third_parties: [],
      withdrawal_method: `${controller.door}/v1/me/consents`,
    });
    for (const field of ['pii_information', 'retention_period', 'privacy_rights'] as const)
      expect(Array.isArray(purposes[0]?.[field])).toBe(true);
    expect(record.party_identification).toEqual([
      {
        party_id: 'eu',
        party_name: controller.controllerName,
        party_role: 'PII controller',
        party_type: 'operator of the coaching service',
        party_address: controller.controllerAddress,
        party_contact: controller.privacyContact,
        party_url: controller.door,
      },
    ]);
    expect(record.events).toEqual([
      {
        event_time: new Date(entry.at).toISOString(),
        validity_duration: 'until the consent is withdrawn',
        entity_id: entry.personId,
        event_type: 'explicit',
        event_state: 'given',
        event_method: 'decideConsent',
      },
    ]);
  });

  it('lists the data that the purpose takes, and marks what can be of a special category', () => {
    const { purpose, notice } = { purpose: 'ai_insights' as const, notice: noticeOf('ai_insights') };
    expect(usedBy(purpose)).toEqual(['coaching']);
    const facts = factsOf({ purpose });
    const [{ pii_information } = { pii_information: [] }] = jsonOf(facts).pii_processing.purposes;
    const used = notice.material.used.filter(({ fields }) => fields.length > 0).map(({ entity }) => entity);
    const existing = pii_information.filter(({ collection_method }) => collection_method === 'existing');
    expect(existing.map(({ pii_type }) => pii_type)).toEqual(used);
    const note = pii_information.find(({ pii_type }) => pii_type === 'note');
    expect(note).toMatchObject({
      special_pii_category: true,
      pii_categories: expect.arrayContaining(['coaching_content']),
    });
    const { 'dpv:hasPersonalData': data } = recordOf(facts)['dpv:hasProcess'];
    expect(data).toHaveLength(pii_information.length);
    expect(data.find((item) => item['dct:identifier'] === 'note')).toMatchObject({
      '@type': 'dpv:SpecialCategoryPersonalData',
    });
  });

  it('speaks in terms of the Data Privacy Vocabulary, and declares every prefix', () => {
    for (const said of [{}, { capacity: 'guardian', actorId: guardianId }, { expiresAt: 2_000_000_000_000 }] as const) {
      const receipt = jsonLdOf(factsOf({ purpose: 'integration_sharing', ...said }));
      const names = [...namesIn(receipt)];
      const prefixes = new Set(names.filter((name) => !/^(@|https?:)/.test(name)).map((name) => name.split(':')[0]));
      expect(Object.keys(receipt['@context'])).toEqual(expect.arrayContaining([...prefixes]));
      const terms = names.filter((name) => name.startsWith('dpv:'));
      expect(terms.length).toBeGreaterThan(30);
      expect(terms.filter((name) => !dpvTerms.has(name.slice('dpv:'.length)))).toEqual([]);
    }
  });

  it.each([
    ['requested', 'dpv:ConsentRequested'],
    ['given', 'dpv:ConsentGiven'],
    ['refused', 'dpv:ConsentRefused'],
    ['withdrawn', 'dpv:ConsentWithdrawn'],
    ['expired', 'dpv:ConsentExpired'],
    ['invalidated', 'dpv:ConsentInvalidated'],
  ] as const)('says %s in both forms', (state, term) => {
    expect(consentStates).toContain(state);
    const facts = factsOf({ state });
    expect(jsonOf(facts).events[0]?.event_state).toBe(state);
    expect(recordOf(facts)['dpv:hasConsentStatus']['@type']).toBe(term);
  });

  it('names who chose: the person, the guardian, or a rule of the controller', () => {
    const chooser = (facts: ReceiptFacts) => recordOf(facts)['dpv:hasConsentStatus']['dpv:isIndicatedBy'];
    const own = factsOf();
    expect(chooser(own)).toEqual({ '@type': 'dpv:DataSubject', 'dct:identifier': own.entry.personId });
    const guardian = factsOf({ capacity: 'guardian', actorId: guardianId, expiresAt: Date.parse('2030-05-01') });
    expect(chooser(guardian)).toEqual({ '@type': 'dpv:GuardianOfDataSubject', 'dct:identifier': guardianId });
    expect(jsonOf(guardian).events[0]).toMatchObject({
      entity_id: guardianId,
      validity_duration: 'until 2030-05-01T00:00:00.000Z',
    });
    expect(jsonOf(guardian).party_identification[1]).toEqual({
      party_id: guardianId,
      party_role: 'guardian of the PII principal',
    });
    const rule = factsOf({ capacity: 'service', actorId: 'service:consent-expiry', state: 'expired' });
    expect(chooser(rule)).toEqual({ '@id': rule.controller.door });
    expect(jsonOf(rule).events[0]?.entity_id).toBe('eu');
  });

  it('cites the law of the European Union there only', () => {
    const eu = factsOf();
    const na = { ...eu, controller: { ...eu.controller, jurisdiction: 'NA' as const } };
    const textOf = (facts: ReceiptFacts) => JSON.stringify(recordOf(facts));
    expect([textOf(eu).includes('eu-gdpr:A7-3'), textOf(na).includes('eu-gdpr')]).toEqual([true, false]);
  });

  it('CO6: takes the notice that the entry cites and no other', () => {
    const facts = factsOf();
    for (const notice of [
      { ...facts.notice, noticeId: 'session_recording.2' },
      { ...facts.notice, fingerprint: '0'.repeat(64) },
      noticeOf('marketing'),
    ])
      expect(() => receiptDocument({ ...facts, notice })).toThrow(/cites session_recording\.1/);
  });

  it('CO6: is found out when its notice or its entry is not what was decided, even signed anew', () => {
    const document = receiptDocument(factsOf());
    const { entry, material } = document;
    expect(faultsOf({ ...document, entry: { ...entry, state: 'withdrawn' } })).toEqual([
      'document.entry is not what its own hash was made of: it was changed.',
    ]);
    expect(faultsOf({ ...document, material: { ...material, asks: 'subject' } })).toEqual([
      'document.material is not what the notice said that document.entry cites.',
    ]);
    const other = givenSigner();
    const [foreign] = other.ledger([{}]) as [ConsentEntry];
    expect(faultsOf({ ...document, entry: foreign })).toEqual([
      `document.entry is signed with the key ${other.keyId}, which is not among the keys given.`,
    ]);
    expect(faultsOf({ ...document, entry: { ...foreign, signedWith: signer.keyId } })).toEqual([
      'document.entry carries a signature that is not over its hash.',
    ]);
    expect(faultsOf({ ...document, entry: null as never })).toEqual(['document.entry must be an object.']);
  });
});
