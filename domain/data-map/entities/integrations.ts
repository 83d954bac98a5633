import * as z from 'zod/mini';
import { bound, entity, plain, sealed } from '#/domain/data-map/entity.ts';
import { days, months } from '#/domain/data-map/retention.ts';
import { type TransferMechanism, transferMechanisms } from '#/domain/governance/transfers.ts';
import { id } from '#/domain/ids.ts';
import { isEndpoint } from '#/domain/integrations/endpoint.ts';
import { propagationCauses, propagationStates } from '#/domain/integrations/propagations.ts';
import { shareableFields } from '#/domain/integrations/shareable.ts';
import { connectionStates, integrationStates, purposeClasses, suspensions } from '#/domain/integrations/states.ts';
import { instant, line } from '#/domain/text.ts';

const numbered = (kind: string) => () =>
  z.string().check(z.regex(new RegExp(`^${kind}-\\d{4}-\\d{1,6}$`), `must look like ${kind}-2026-001`));
const mechanism = () => z.enum(Object.keys(transferMechanisms) as TransferMechanism[]);
const country = () => z.string().check(z.regex(/^[A-Z]{2}$/, 'must be a country by ISO 3166-1, such as DE'));
const moment = (why: string) => bound(() => z.optional(instant()), 'organizational', why);
const signatory = (why: string) => bound(() => z.optional(id('person')), 'identity', why);

const recordId = () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/));
const reference = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

const manifest = () =>
  z.array(z.enum(shareableFields as [string])).check(
    z.minLength(1, 'must declare at least one field'),
    z.refine((fields) => new Set(fields).size === fields.length, 'must name each field once'),
  );

/** What the agreement with the vendor says on what the law asks it to say (GDPR Art. 28(3)). */
const agreement = () =>
  z.strictObject({
    id: numbered('DPA')(),
    role: z.enum(['processor', 'controller']),
    subProcessors: z.enum(['none', 'listed']),
    audits: z.boolean(),
    deletionDays: z.int().check(z.minimum(0), z.maximum(90)),
  });

/** Our own look at the vendor: posture, incidents, reports, privacy. */
const assessment = () =>
  z.strictObject({
    id: numbered('VA')(),
    score: z.int().check(z.minimum(0), z.maximum(100)),
    done: z.iso.date(),
    until: z.iso.date(),
  });

/** A tool of a third party that people of an organisation may connect: what it gets, on which terms, and who signed for it. */
export const integration = entity('integration', {
  store: 'directory',
  about: 'organization',
  purpose: 'integration_registry',
  retention: { from: 'account.closed', keep: days(30), holdable: true },
  onExport: { leftOut: 'It is about an organisation and no person.' },
  onErasure: { stays: 'It is about an organisation and no person.' },
  key: { pk: 'organization#{organizationId}', sk: 'integration#{integrationId}' },
  pointers: [{ pk: 'integration#{integrationId}', sk: 'organization#{organizationId}' }],
  fields: {
    name: sealed(() => line(100), 'organizational', 'What the tool is called.'),
    processor: sealed(() => line(200), 'organizational', 'Who runs the tool and gets the data.'),
    endpoint: sealed(
      () =>
        z
          .string()
          .check(
            z.maxLength(500),
            z.refine(
              isEndpoint,
              'must be an https address with a public name, on port 443, such as https://hooks.tool.example/in',
            ),
          ),
      'organizational',
      'Where messages to the tool are sent.',
    ),
    signingKeys: sealed(
      () => z.optional(z.array(z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{43}=$/)))),
      'key_material',
      'What messages are signed with: the newest key, and the one before it.',
    ),
    secretVersion: bound(
      () => z.optional(z.int()),
      'organizational',
      'How many signing keys there have been: it grows with each.',
    ),
    manifest: bound(manifest, 'organizational', 'The fields that the tool gets; it gets no others.'),
    purposeClass: bound(
      () => z.enum(purposeClasses),
      'organizational',
      'Whether sharing serves the person or the vendor, too.',
    ),
    country: bound(country, 'organizational', 'Where the tool processes the data.'),
    mechanism: bound(() => z.optional(mechanism()), 'organizational', 'What carries the data to that country.'),
    tiaId: bound(
      () => z.optional(numbered('TIA')()),
      'organizational',
      'The assessment of the transfer, by its number.',
    ),
    agreement: bound(agreement, 'organizational', 'The data-processing agreement, by its number and its terms.'),
    assessment: bound(assessment, 'organizational', 'The assessment of the vendor, and until when it counts.'),
    healthData: bound(() => z.boolean(), 'organizational', 'Whether what it gets can be health data under HIPAA.'),
    baaId: bound(
      () => z.optional(numbered('BAA')()),
      'organizational',
      'The business associate agreement, by its number.',
    ),
    state: bound(() => z.enum(integrationStates), 'organizational', 'Where the review of the tool stands.'),
    suspendedFor: bound(() => z.optional(z.enum(suspensions)), 'organizational', 'Why nothing is sent to it.'),
    changedBy: bound(() => id('person'), 'identity', 'Who proposed it, or changed it last.'),
    signedBy: signatory('The privacy champion who signed.'),
    signedAt: moment('When the privacy champion signed.'),
    announcedAt: moment('When people were told of it: from then on they can object.'),
  },
});

/**
 * What a person decided about one integration: their own act. It names the consent that it stands on, and counts only while
 * that very consent is in force.
 */
export const connection = entity('connection', {
  store: 'consent',
  about: 'person',
  purpose: 'integration_registry',
  retention: { from: 'account.closed', keep: months(72), holdable: true },
  onExport: 'whole',
  onErasure: { stays: 'It proves what was allowed and when it was withdrawn. It holds ids and times only.' },
  key: { pk: 'person#{personId}', sk: 'connection#{integrationId}' },
  fields: {
    organizationId: plain(() => id('organization'), 'identity', 'Whose register the integration stands in.'),
    state: plain(() => z.enum(connectionStates), 'consent_choice', 'What the person decided.'),
    at: plain(() => z.int(), 'consent_choice', 'When, epoch milliseconds.'),
    consentSequence: plain(
      () => z.optional(z.int()),
      'security_log',
      'Number of the ledger entry of the consent that it stands on.',
    ),
  },
});

/** A message on its way to an integration that the person has connected; deleted as soon as it has arrived. */
export const delivery = entity('delivery', {
  store: 'coaching',
  about: 'person',
  purpose: 'integration_sharing',
  retention: { from: 'created', keep: days(14), holdable: false },
  onExport: {
    leftOut: 'It repeats fields of a record on their way; the copy holds the record and who got which fields.',
  },
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'delivery#{deliveryId}' },
  fields: {
    integrationId: bound(() => id('integration'), 'coaching_metadata', 'Who is to get it.'),
    organizationId: bound(() => id('organization'), 'coaching_metadata', 'Whose register the integration stands in.'),
    recordId: bound(recordId, 'coaching_metadata', 'The record that the fields are of.'),
    fields: bound(manifest, 'coaching_metadata', 'Which fields it holds.'),
    message: sealed(() => z.string().check(z.maxLength(100_000)), 'coaching_content', 'The message itself.'),
  },
});

/**
 * That a third party was told to stop and delete, why, and what became of it. It knows the person by the third party’s own
 * reference for them, and names no field and no content.
 */
export const propagation = entity('propagation', {
  store: 'rights',
  about: 'person',
  purpose: 'integration_registry',
  retention: { from: 'created', keep: months(36), holdable: true },
  onExport: 'whole',
  onErasure: { stays: 'It proves which third parties were told, and what they answered. It holds ids and times only.' },
  key: { pk: 'person#{personId}', sk: 'propagation#{propagationId}' },
  pointers: [{ pk: 'integration#{integrationId}', sk: 'propagation#{personId}#{propagationId}' }],
  fields: {
    integrationId: plain(() => id('integration'), 'security_log', 'Who was told.'),
    organizationId: plain(() => id('organization'), 'security_log', 'Whose register the integration stands in.'),
    cause: plain(() => z.enum(propagationCauses), 'security_log', 'Why it was told.'),
    causeId: plain(recordId, 'security_log', 'The event that it goes back to.'),
    requestId: plain(() => z.optional(id('request')), 'security_log', 'The request that it belongs to.'),
    subject: plain(reference, 'security_log', 'How the third party knows the person.'),
    records: plain(() => z.optional(z.array(reference())), 'security_log', 'The records to delete, as it knows them.'),
    state: plain(() => z.enum(propagationStates), 'security_log', 'Whether it has confirmed.'),
    causedAt: plain(() => z.int(), 'security_log', 'When what it is told of happened, epoch milliseconds.'),
    dueAt: plain(() => z.int(), 'security_log', 'By when it has to confirm, epoch milliseconds.'),
    answeredAt: plain(() => z.optional(z.int()), 'security_log', 'When it confirmed or was escalated, epoch ms.'),
  },
});
