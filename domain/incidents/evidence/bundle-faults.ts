import { canonical } from '#/domain/canonical.ts';
import { type TimelineEntry, timelineEntrySchema } from '#/domain/incidents/case/timeline.ts';
import { verifyTimeline } from '#/domain/incidents/case/verify-timeline.ts';
import type { Checks } from '#/domain/proof/checks.ts';
import { documentFaults, readDocument } from '#/domain/proof/document-faults.ts';
import { jsonFault } from '#/domain/proof/json-fault.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { type CaseManifest, caseManifestFaults } from './case-manifest.ts';
import { contentFaults } from './contents.ts';
import { type EvidenceItem, itemName } from './item.ts';

/** The files of a case bundle besides its items. Keys may lie beside them. */
export const bundleNames = { manifest: 'manifest.json', timeline: 'timeline.jsonl', keys: 'keys.json' } as const;

/** A file of a bundle as it was found. */
export type BundleFile = {
  readonly bytes: number;
  /** SHA-256 of its bytes. */
  readonly sha256: string;
  /** Undefined when it is not UTF-8. */
  readonly text: string | undefined;
};
export type Bundle = ReadonlyMap<string, BundleFile>;

/** Why a line is no timeline entry; undefined when it is one, in its one spelling. */
function lineFault(line: string): string | undefined {
  const notJson = jsonFault(line);
  if (notJson) return notJson;
  const value: unknown = JSON.parse(line);
  const [malformed] = shapeFaults(timelineEntrySchema(), value, 'entry');
  return malformed ?? (canonical(value) === line ? undefined : 'It leaves its one spelling.');
}

function timelineFaults(text: string, { incidentId, timeline }: CaseManifest, { sha256 }: Checks): string[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') return [`Timeline entry ${lines.length + 1} is cut off at the end of the file.`];
  const unreadable = lines.flatMap((line, index) => {
    const fault = lineFault(line);
    return fault ? [`Timeline entry ${index + 1} cannot be read: ${fault}`] : [];
  });
  if (unreadable.length > 0) return unreadable;
  const entries = lines.map((line) => JSON.parse(line) as TimelineEntry);
  return verifyTimeline(entries, { incidentId, ...timeline }, sha256).map(({ says }) => says);
}

const differs = (file: BundleFile, listed: { readonly sha256: string; readonly bytes: number }): boolean =>
  file.sha256 !== listed.sha256 || file.bytes !== listed.bytes;

function itemFaults(item: EvidenceItem, file: BundleFile | undefined): string[] {
  const named = `Item ${item.itemId} (${itemName(item.itemId)})`;
  if (!file) return [`${named} is missing.`];
  if (differs(file, item)) return [`${named} is not what was collected: its SHA-256 or its length is another.`];
  if (file.text === undefined) return [`${named} is not UTF-8.`];
  return contentFaults(item.kind, file.text).map((fault) => `${named} holds what its kind does not declare. ${fault}`);
}

/**
 * Everything that is wrong with a case bundle, one sentence each that names the item, the timeline entry or the member of the
 * manifest; none when it is exactly what the instance collected and signed.
 */
export function bundleFaults(bundle: Bundle, checks: Checks): readonly string[] {
  const manifest = bundle.get(bundleNames.manifest);
  if (manifest?.text === undefined)
    return [`${bundleNames.manifest} ${manifest ? 'is not UTF-8' : 'is missing'}: nothing can be checked without it.`];
  const ofManifest = documentFaults(manifest.text, checks).map((fault) => `${bundleNames.manifest}: ${fault}`);
  const read = readDocument(manifest.text);
  if ('faults' in read) return ofManifest;
  const { document } = read.signed;
  if (document.kind !== 'case-manifest') return [`${bundleNames.manifest} is no manifest of an incident case.`];
  // What a manifest of another shape lists cannot be looked up.
  if (caseManifestFaults(document).some((fault) => fault.startsWith('document'))) return ofManifest;
  const listed = document as CaseManifest;
  const timeline = bundle.get(bundleNames.timeline);
  const ofTimeline = timeline?.text === undefined ? [] : timelineFaults(timeline.text, listed, checks);
  if (timeline?.text === undefined)
    ofTimeline.push(
      `${bundleNames.timeline} ${timeline ? 'is not UTF-8: one of its entries was changed' : 'is missing'}.`,
    );
  else if (ofTimeline.length === 0 && differs(timeline, listed.timeline))
    ofTimeline.push(`${bundleNames.timeline} is not the file that was signed, though every entry fits.`);
  const known = new Set<string>([...Object.values(bundleNames), ...listed.items.map(({ itemId }) => itemName(itemId))]);
  const unlisted = [...bundle.keys()].filter((name) => !known.has(name)).toSorted();
  return [
    ...ofManifest,
    ...ofTimeline,
    ...listed.items.flatMap((item) => itemFaults(item, bundle.get(itemName(item.itemId)))),
    ...unlisted.map((name) => `${name} is not in the manifest: it was added.`),
  ];
}
