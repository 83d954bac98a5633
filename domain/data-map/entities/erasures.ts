import * as z from 'zod/mini';
import { pools } from '#/domain/access/roles.ts';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

const proofLife = { from: 'created', keep: months(36), holdable: true } as const;
/** A signed file as it is handed out. */
const file = (why: string) =>
  plain(() => z.custom<Uint8Array>((value) => value instanceof Uint8Array), 'organizational', why);

/** That an account was erased: written by the very transaction that destroyed its keys. */
export const accountErasure = entity('account_erasure', {
  store: 'rights',
  about: 'person',
  purpose: 'data_rights',
  retention: proofLife,
  onExport: { leftOut: 'Nobody has a copy of their data after it.' },
  onErasure: { stays: 'It proves that and when the account was erased. It holds ids, states and times only.' },
  key: { pk: 'person#{personId}', sk: 'erasure' },
  fields: {
    requestId: plain(() => id('request'), 'security_log', 'The request that asked for it.'),
    state: plain(
      () => z.enum(['erased', 'held']),
      'security_log',
      'Whether all keys are destroyed, or a legal hold keeps what only a court can have opened.',
    ),
    closedAt: plain(() => z.int(), 'security_log', 'When the keys went and the account closed, epoch milliseconds.'),
    destroyed: plain(
      () => z.array(z.string().check(z.regex(/^[a-z_#]{1,120}\|[A-Za-z0-9_-]{1,64}$/))),
      'security_log',
      'The keys that went, by purpose and key id.',
    ),
    holdIds: plain(() => z.array(id('hold')), 'security_log', 'The holds that were in force.'),
    accounts: plain(() => z.array(z.enum(pools)), 'security_log', 'The user pools that knew the person.'),
  },
});

/** That a third party was told to delete what it got from us, and what became of it. */
export const recipientNotice = entity('recipient_notice', {
  store: 'rights',
  about: 'instance',
  purpose: 'data_rights',
  retention: proofLife,
  onExport: { leftOut: 'It is about a third party; the disclosures themselves stand in the copy.' },
  onErasure: { stays: 'It says by id who was told of an erasure, and who confirmed it.' },
  key: { pk: 'request#{requestId}', sk: 'recipient#{integrationId}' },
  fields: {
    state: plain(
      () => z.enum(['told', 'acknowledged', 'escalated']),
      'security_log',
      'Whether the third party has confirmed, or somebody has to go after it.',
    ),
    toldAt: plain(() => z.int(), 'security_log', 'When it was told, epoch milliseconds.'),
    dueAt: plain(() => z.int(), 'security_log', 'By when it has to confirm, epoch milliseconds.'),
    answeredAt: plain(() => z.optional(z.int()), 'security_log', 'When it confirmed or was escalated, epoch ms.'),
  },
});

/** The signed certificate of an erasure or early deletion. It names nobody; an erasure that waited for a hold has two. */
export const certificate = entity('certificate', {
  store: 'rights',
  about: 'instance',
  purpose: 'data_rights',
  retention: proofLife,
  onExport: { leftOut: 'It is handed out beside its request.' },
  onErasure: { stays: 'It is the proof of the erasure, and names nobody.' },
  key: { pk: 'request#{requestId}', sk: 'certificate#{part}' },
  fields: {
    file: file('The certificate as it was signed: ids of keys, counts, times, and sentences of the data map.'),
  },
});

/** The signed proof of one run of the sweeper: how many records of each kind it deleted, and what it had to leave. */
export const retentionProof = entity('retention_proof', {
  store: 'rights',
  about: 'instance',
  purpose: 'security',
  retention: proofLife,
  onExport: { leftOut: 'It names nobody.' },
  onErasure: { stays: 'It names nobody.' },
  key: { pk: 'office#retention', sk: 'proof#{proofId}' },
  fields: { file: file('The proof as it was signed: counts and times.') },
});
