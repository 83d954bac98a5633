import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { days } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

const base64url = () => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

const keyRule = {
  store: 'keys',
  about: 'person',
  purpose: 'security',
  retention: { from: 'account.closed', keep: days(0), holdable: true },
  onExport: { leftOut: 'A key says nothing about a person, and whoever had a copy could undo its destruction.' },
  onErasure: 'delete',
} as const;

const wrappedKey = () => ({
  keyId: plain(() => base64url(), 'key_material', 'Random name of the key, never reused.'),
  wrapped: plain(
    () => z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    'key_material',
    'The key, encrypted by KMS for one purpose.',
  ),
  grantedAt: plain(() => z.int(), 'security_log', 'When it came to be, epoch milliseconds.'),
});

/** The data key of one subject for one purpose, wrapped by KMS. Deleting the row makes what it sealed unreadable for good. */
export const subjectKey = entity('subject_key', {
  ...keyRule,
  key: { pk: 'subject#{subjectId}', sk: 'key#{purpose}' },
  fields: wrappedKey(),
});

/**
 * The key of another purpose's records (`source`), wrapped again for the purpose that may use them: made by consent,
 * deleted by its withdrawal. The records stay readable for what they were collected for.
 */
export const lens = entity('lens', {
  ...keyRule,
  key: { pk: 'subject#{subjectId}', sk: 'lens#{purpose}#{source}' },
  fields: wrappedKey(),
});

/** A key that a legal hold kept from destruction: wrapped for legal claims, which no function of the API opens. */
export const heldKey = entity('held_key', {
  ...keyRule,
  key: { pk: 'subject#{subjectId}', sk: 'held#{keyId}' },
  fields: {
    purpose: plain(() => z.enum(purposeNames), 'security_log', 'The purpose whose records it opens.'),
    wrapped: plain(
      () => z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      'key_material',
      'The key, encrypted by KMS for legal claims.',
    ),
  },
});

/** The holds on a subject's records, next to the keys: whatever destroys a key checks this row in the same transaction. */
export const subjectHolds = entity('subject_holds', {
  ...keyRule,
  key: { pk: 'subject#{subjectId}', sk: 'holds' },
  fields: { holdIds: plain(() => z.array(id('hold')), 'security_log', 'The holds in force.') },
});
