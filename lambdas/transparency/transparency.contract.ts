import * as z from 'zod/mini';
import { roles } from '#/domain/access/roles.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { type Category, categories } from '#/domain/data-map/categories.ts';
import { type LawfulBasis, purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { once } from '#/domain/once.ts';

const own = {
  method: 'GET',
  who: roles.map((role): Way => ({ role, relation: 'self' })),
  purposes: ['security'],
  status: 200,
} as const;

const bases = [...new Set(Object.values(purposes).map(({ basis }): LawfulBasis => basis))];
const purpose = () => z.enum(purposeNames);

const held = once(() =>
  z.strictObject({
    entity: z.string(),
    categories: z.array(z.enum(Object.keys(categories) as Category[])),
    count: z.int(),
    store: z.enum(storeNames),
    region: z.string(),
    purpose: purpose(),
    why: z.string(),
    basis: z.enum(bases),
    /** The rule, in words. */
    kept: z.string(),
    /** When the last of them will be deleted; null while what starts the period has not happened. */
    deletedBy: z.nullable(z.iso.datetime()),
  }),
);

const access = once(() =>
  z.strictObject({
    at: z.iso.datetime(),
    outcome: z.enum(['opened', 'refused']),
    /** A person by id, or a service of ours by name. */
    actorId: z.string(),
    role: z.string(),
    purpose: purpose(),
    route: z.string(),
    records: z.array(z.string()),
    reason: z.nullable(z.string()),
  }),
);

const shared = once(() =>
  z.strictObject({
    at: z.iso.datetime(),
    integrationId: z.string(),
    purpose: purpose(),
    fields: z.array(z.string()),
    recordId: z.string(),
  }),
);

const modelUsed = once(() =>
  z.strictObject({
    at: z.iso.datetime(),
    provider: z.string(),
    inputClass: z.string(),
    records: z.int(),
    training: z.literal(false),
  }),
);

export const transparencyRoutes = {
  readTransparency: route({
    ...own,
    path: '/v1/me/transparency',
    says: 'What is held about the caller: how much of what, where, why, on which legal basis and until when.',
    answer: () =>
      z.strictObject({
        asOf: z.iso.datetime(),
        held: z.array(held()),
        /** Places outside the tables that hold something about people. */
        elsewhere: z.array(
          z.strictObject({
            holder: z.string(),
            says: z.string(),
            holds: z.array(z.string()),
            keptDays: z.nullable(z.int()),
          }),
        ),
        accesses: z.string(),
        disclosures: z.string(),
        modelUses: z.string(),
      }),
  }),
  listAccesses: route({
    ...own,
    path: '/v1/me/transparency/accesses',
    says: 'Who opened something about the caller, or was refused: newest first, from the moment it happened.',
    query: paging,
    answer: () => page(access()),
  }),
  listDisclosures: route({
    ...own,
    path: '/v1/me/transparency/disclosures',
    says: 'Which third party got which fields about the caller, newest first.',
    query: paging,
    answer: () => page(shared()),
  }),
  listModelUses: route({
    ...own,
    path: '/v1/me/transparency/model-uses',
    says: 'When a language model worked on the caller’s records, and on what kind of them, newest first.',
    query: paging,
    answer: () => page(modelUsed()),
  }),
} as const;
