import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { actor } from '#/domain/ids.ts';
import { itemKindNames } from '#/domain/incidents/evidence/contents.ts';
import { custodyActs } from '#/domain/incidents/evidence/item.ts';
import { evidenceNames } from '#/domain/incidents/evidence-kinds.ts';
import { targetTypes } from '#/domain/incidents/targets.ts';
import { instant, sha256 } from '#/domain/text.ts';

/** Where evidence lies and who has had it; the lines themselves are in the bucket, under Object Lock. */
const ofCase = {
  store: 'incidents',
  about: 'instance',
  purpose: 'security',
  retention: { from: 'created', keep: months(72), holdable: true },
  onExport: { leftOut: 'It tells how an incident was handled; who is concerned is told by a notice.' },
  onErasure: { stays: 'It proves by ids and hashes what was secured about an incident.' },
} as const;

/** A name of ours: an id, a range, a key of an object, a tool with its version. No sentence and no address fits in it. */
const name = () => z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,299}$/));

const custody = () =>
  z.array(
    z.strictObject({
      at: instant(),
      by: actor(),
      act: z.enum(custodyActs),
      with: name(),
      sha256: sha256(),
      where: name(),
    }),
  );

/** One item of evidence of a case, after ISO/IEC 27037. */
export const evidenceItem = entity('evidence_item', {
  ...ofCase,
  key: { pk: 'incident#{incidentId}', sk: 'evidence#{itemId}' },
  fields: {
    wanted: plain(() => z.enum(evidenceNames), 'security_log', 'What was to be secured.'),
    kind: plain(() => z.enum(itemKindNames), 'security_log', 'What its lines may hold.'),
    target: plain(
      () => z.strictObject({ type: z.enum(targetTypes), id: name() }),
      'security_log',
      'Whom or what it is about, by id.',
    ),
    sha256: plain(() => sha256(), 'security_log', 'The hash of its bytes.'),
    bytes: plain(() => z.int(), 'security_log', 'How many they are.'),
    lines: plain(() => z.int(), 'security_log', 'How many lines they make.'),
    objectKey: plain(() => name(), 'security_log', 'Where it lies in the evidence bucket.'),
    collectedAt: plain(() => instant(), 'security_log', 'When it was collected.'),
    collectedBy: plain(() => actor(), 'security_log', 'Who collected it.'),
    collectedWith: plain(() => name(), 'security_log', 'The tool, and its version.'),
    custody: plain(custody, 'security_log', 'Who has had it since.'),
    held: plain(() => z.boolean(), 'security_log', 'Whether a legal hold keeps it.'),
  },
});

/** Finds the items about somebody or something, whichever case they were collected in. */
export const evidenceAbout = entity('evidence_about', {
  ...ofCase,
  key: { pk: 'evidence#{type}#{targetId}', sk: '{wanted}#{incidentId}#{itemId}' },
  fields: { sha256: plain(() => sha256(), 'security_log', 'The hash of the item.') },
});
