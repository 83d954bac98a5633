import type { ConsentState } from './choices.ts';
import {
  type Controller,
  type DataItem,
  dataItems,
  isOurs,
  noticeUrl,
  type ReceiptFacts,
  rights,
  validityOf,
  withdrawalUrl,
} from './receipt-facts.ts';

/** Written out, so that the receipt is understood without asking anybody. */
const context = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
/** The profile of ISO/IEC TS 27560:2023 in DPV: https://w3id.org/dpv/guides/consent-27560 */
const profile = 'https://w3id.org/dpv/schema/dpv-27560';

const statuses: Readonly<Record<ConsentState, string>> = {
  requested: 'dpv:ConsentRequested',
  given: 'dpv:ConsentGiven',
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
  expired: 'dpv:ConsentExpired',
  invalidated: 'dpv:ConsentInvalidated',
};

const term = (iri: string) => ({ '@id': iri });
const instant = (time: string) => ({ '@type': 'xsd:dateTime', '@value': time });

const personalData = ({ name, fields, isSpecial }: DataItem) => ({
  '@type': isSpecial ? 'dpv:SpecialCategoryPersonalData' : 'dpv:PersonalData',
  'dct:identifier': name,
  'dct:description': fields.join(', '),
});

const storage = (region: string, items: readonly DataItem[]) => [
  { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': region },
  ...items.map(({ name, kept }) => ({
    '@type': 'dpv:StorageDuration',
    'dct:identifier': name,
    'dpv:hasDuration': { '@type': 'dpv:Duration', 'rdf:value': kept },
  })),
];

const jurisdictionOf = ({ jurisdiction }: Controller) => (jurisdiction === 'EU' ? term('loc:EU') : jurisdiction);

const rightsAt = ({ door, jurisdiction }: Controller) =>
  rights.map(({ title, gdpr, path }) => ({
    '@type': jurisdiction === 'EU' ? ['dpv:DataSubjectRight', `eu-gdpr:${gdpr}`] : 'dpv:DataSubjectRight',
    'dct:title': title,
    'dpv:isExercisedAt': term(`${door}${path}`),
  }));

function processIn(facts: ReceiptFacts) {
  const { entry, notice, controller, recipients } = facts;
  const items = dataItems(notice.material);
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': {
      '@type': 'dpv:Purpose',
      'dct:identifier': entry.purpose,
      'dct:title': notice.title,
      'dpv:hasScope': entry.scopes,
    },
    'dpv:hasLegalBasis': term('dpv:ExplicitlyExpressedConsent'),
    'dpv:hasPersonalData': items.map(personalData),
    'dpv:hasDataController': term(controller.door),
    'dpv:hasStorageCondition': storage(controller.region, items),
    'dpv:hasRecipient': recipients.map((name) => ({ '@type': 'dpv:Recipient', 'dpv:hasName': name })),
    'dpv:hasJurisdiction': jurisdictionOf(controller),
    'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': term(withdrawalUrl(facts)) },
    'dpv:hasRight': rightsAt(controller),
  };
}

const noticeIn = (facts: ReceiptFacts) => ({
  '@id': noticeUrl(facts),
  '@type': 'dpv:ConsentNotice',
  'dct:identifier': facts.notice.noticeId,
  'dct:language': facts.notice.locale,
  'dct:title': facts.notice.title,
  'dct:description': facts.notice.text.join('\n'),
});

/** Who chose: the person, their guardian, or the controller. */
function chooserIn({ entry, controller }: ReceiptFacts) {
  if (isOurs(entry)) return term(controller.door);
  const role = entry.capacity === 'guardian' ? 'dpv:GuardianOfDataSubject' : 'dpv:DataSubject';
  return { '@type': role, 'dct:identifier': entry.actorId };
}

function statusIn(facts: ReceiptFacts) {
  const { entry } = facts;
  const validity = validityOf(entry);
  return {
    '@type': statuses[entry.state],
    'dpv:isIndicatedAtTime': instant(new Date(entry.at).toISOString()),
    'dpv:isIndicatedBy': chooserIn(facts),
    'dpv:hasIndicationMethod': entry.channel,
    'dpv:hasDuration':
      'until' in validity
        ? { '@type': 'dpv:UntilTimeDuration', 'rdf:value': instant(validity.until) }
        : { '@type': 'dpv:UntilEventDuration', 'rdf:value': validity.untilEvent },
  };
}

const controllerIn = ({ door, instance, controllerName, controllerAddress, privacyContact }: Controller) => ({
  '@id': door,
  '@type': 'dpv:DataController',
  'dpv:hasIdentifier': instance,
  'dpv:hasName': controllerName,
  'dpv:hasAddress': controllerAddress,
  'dpv:hasContact': privacyContact,
  'schema:url': term(door),
});

/** The record in JSON-LD, in the terms of the Data Privacy Vocabulary (DPV 2). */
export const jsonLdRecord = (facts: ReceiptFacts) => ({
  '@context': context,
  '@type': 'dpv:ConsentReceipt',
  'dct:identifier': facts.entry.consentId,
  'dct:conformsTo': term(`${profile}#receipt`),
  'dct:created': instant(facts.issuedAt),
  'dct:publisher': term(facts.controller.door),
  'dpv:hasRecordOfActivity': {
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': facts.entry.consentId,
    'dct:conformsTo': term(`${profile}#record`),
    'dpv:hasDataSubject': { '@type': 'dpv:DataSubject', 'dct:identifier': facts.entry.personId },
    'dpv:hasNotice': noticeIn(facts),
    'dpv:hasProcess': processIn(facts),
    'dpv:hasEntity': controllerIn(facts.controller),
    'dpv:hasConsentStatus': statusIn(facts),
  },
});
