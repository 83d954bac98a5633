import { dataItems, isOurs, noticeUrl, type ReceiptFacts, rights, validityOf, withdrawalUrl } from './receipt-facts.ts';

function noticeIn(facts: ReceiptFacts) {
  const { noticeId, version, title, text, scopes, fingerprint } = facts.notice;
  return { notice_id: noticeId, url: noticeUrl(facts), version, title, text, scopes, fingerprint };
}

function purposeIn(facts: ReceiptFacts) {
  const { entry, notice, controller, recipients } = facts;
  const items = dataItems(notice.material);
  return {
    purpose: notice.title,
    purpose_type: entry.purpose,
    scopes: entry.scopes,
    lawful_basis: notice.material.basis,
    pii_information: items.map(({ name, fields, categories, isSpecial, collection }) => ({
      pii_type: name,
      pii_attribute_ids: fields,
      pii_categories: categories,
      sensitive_pii_category: isSpecial,
      special_pii_category: isSpecial,
      collection_method: collection,
    })),
    pii_controllers: [controller.instance],
    storage_locations: [controller.region],
    retention_period: items.map(({ name, kept }) => ({ pii_type: name, period: kept })),
    jurisdiction: controller.jurisdiction,
    recipient_third_parties: recipients,
    withdrawal_method: withdrawalUrl(facts),
    privacy_rights: rights.map(({ title, path }) => ({ right: title, url: `${controller.door}${path}` })),
  };
}

function partiesIn({ entry, controller }: ReceiptFacts) {
  const operator = {
    party_id: controller.instance,
    party_name: controller.controllerName,
    party_role: 'PII controller',
    party_type: 'operator of the coaching service',
    party_address: controller.controllerAddress,
    party_contact: controller.privacyContact,
    party_url: controller.door,
  };
  const guardian = { party_id: entry.actorId, party_role: 'guardian of the PII principal' };
  return entry.capacity === 'guardian' ? [operator, guardian] : [operator];
}

function eventIn({ entry, controller }: ReceiptFacts) {
  const validity = validityOf(entry);
  return {
    event_time: new Date(entry.at).toISOString(),
    validity_duration: 'until' in validity ? `until ${validity.until}` : `until ${validity.untilEvent}`,
    entity_id: isOurs(entry) ? controller.instance : entry.actorId,
    // Each purpose is a toggle of its own, off until it is turned on: nothing else is agreed to by it.
    event_type: 'explicit',
    event_state: entry.state,
    event_method: entry.channel,
  };
}

/** The record in JSON, under the names that ISO/IEC TS 27560:2023 gives its fields. */
export const jsonRecord = (facts: ReceiptFacts) => ({
  header: {
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: facts.entry.consentId,
    pii_principal_id: facts.entry.personId,
  },
  pii_processing: {
    privacy_notice: noticeIn(facts),
    language: facts.notice.locale,
    purposes: [purposeIn(facts)],
  },
  party_identification: partiesIn(facts),
  events: [eventIn(facts)],
});
