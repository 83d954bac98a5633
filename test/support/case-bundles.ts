import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { timelineText } from '#/domain/incidents/case/timeline.ts';
import type { Bundle } from '#/domain/incidents/evidence/bundle-faults.ts';
import { caseManifest } from '#/domain/incidents/evidence/case-manifest.ts';
import { type ItemKind, type ItemLine, itemText } from '#/domain/incidents/evidence/contents.ts';
import { collectedItem, type EvidenceItem, itemName } from '#/domain/incidents/evidence/item.ts';
import { awareAt, coachId, givenTimeline, incidentId, officerId } from './cases.ts';
import { type GivenSigner, sha256 } from './signed.ts';

const subjectId = coachId.replace(/.$/, '7');
const contents: readonly (readonly [ItemKind, readonly ItemLine[]])[] = [
  [
    'access-log',
    [1, 2, 3].map((number) => ({
      at: awareAt - number,
      actorId: coachId,
      subjectId,
      entity: 'note',
      outcome: 'opened',
      purpose: 'coaching',
    })),
  ],
  ['scope', [{ jurisdiction: 'eu-gdpr', category: 'coaching_content', people: 1, records: 3 }]],
];

const fileSaying = (text: string) => ({ text, bytes: Buffer.byteLength(text), sha256: sha256(text) });

export function givenItem(kind: ItemKind, number: number, text: string): EvidenceItem {
  const { sha256: hash, bytes } = fileSaying(text);
  const lines = text.split('\n').length - 1;
  const by = { collectedBy: officerId, collectedWith: 'coachvault/1.0.0' };
  return collectedItem({ incidentId, number, kind, at: awareAt, sha256: hash, bytes, lines, ...by });
}

/** The files of a case bundle, signed: four timeline entries and two items. */
export function givenBundle(signer: GivenSigner): Map<string, string> {
  const entries = givenTimeline(4);
  const timeline = timelineText(entries);
  const texts = contents.map(([kind, lines]) => itemText(kind, lines));
  const items = contents.map(([kind], index) => givenItem(kind, index + 1, texts[index] ?? ''));
  const facts = { instance: 'eu', issuedAt: new Date(awareAt).toISOString(), incidentId } as const;
  const { sha256: hash, bytes } = fileSaying(timeline);
  const file = { sha256: hash, bytes };
  const document = caseManifest({ ...facts, severity: 'P1', state: 'closed', entries, file, items });
  return new Map([
    ['manifest.json', signer.file(document)],
    ['timeline.jsonl', timeline],
    ...items.map(({ itemId }, index) => [itemName(itemId), texts[index] ?? ''] as const),
  ]);
}

export const bundleOf = (files: ReadonlyMap<string, string>): Bundle =>
  new Map([...files].map(([name, text]) => [name, fileSaying(text)]));

/** Writes a bundle into a folder. */
export function givenBundleFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): string {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
