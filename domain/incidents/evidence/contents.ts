import * as z from 'zod/mini';
import { canonical } from '#/domain/canonical.ts';
import { factsSchema } from '#/domain/incidents/case/facts.ts';
import { jsonFault } from '#/domain/proof/json-fault.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { sha256 } from '#/domain/text.ts';

const word = () =>
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/#+-]{0,159}$/, 'must be an id or an enumeration: one word without spaces'),
    );

/** What a member of a line can be. There is no form for text: bodies, headers and names have nowhere to stand. */
const forms = {
  word,
  words: () => z.array(word()).check(z.maxLength(1000)),
  count: () => z.int(),
  /** Epoch ms. */
  moment: () => z.int().check(z.minimum(0)),
  hash: sha256,
  /** A template of a path, never a path. */
  route: () => z.string().check(z.regex(/^\/[A-Za-z0-9/{}._-]{0,199}$/, 'must be the template of a path')),
  facts: factsSchema,
} as const;
type Form = keyof typeof forms | `${keyof typeof forms}?`;

/** What each kind of item may contain, line by line: an allow-list. `?`: may be left out. */
const itemKinds = {
  'prior-state': {
    says: 'What was there before the containment.',
    line: { at: 'moment', action: 'word', target: 'word', prior: 'facts' },
  },
  'access-log': {
    says: 'Who opened which records of whom.',
    line: {
      at: 'moment',
      actorId: 'word',
      subjectId: 'word?',
      entity: 'word',
      recordId: 'word?',
      outcome: 'word',
      purpose: 'word?',
    },
  },
  'sign-in-log': {
    says: 'Sign-ins and refusals.',
    line: { at: 'moment', personId: 'word?', event: 'word', outcome: 'word', device: 'hash?', network: 'hash?' },
  },
  'api-log': {
    says: 'Requests by template.',
    line: {
      at: 'moment',
      method: 'word',
      route: 'route',
      status: 'count',
      personId: 'word?',
      requestId: 'word?',
      durationMs: 'count?',
    },
  },
  'block-log': {
    says: 'What the firewall let through and stopped.',
    line: { at: 'moment', rule: 'word', verdict: 'word', network: 'word?', route: 'route?', count: 'count?' },
  },
  'delivery-log': {
    says: 'What was handed to a third party, by id.',
    line: { at: 'moment', receiver: 'word', messageId: 'word', subjectId: 'word?' },
  },
  'control-plane-log': {
    says: 'Calls to AWS that changed something.',
    line: { at: 'moment', call: 'word', principal: 'word', resource: 'word?', outcome: 'word', eventId: 'word' },
  },
  alerts: {
    says: 'What the detection found.',
    line: { at: 'moment', rule: 'word', severity: 'word', actorId: 'word?', count: 'count', classUid: 'count?' },
  },
  'run-history': {
    says: 'What the engine did, checkpoint by checkpoint.',
    line: { at: 'moment', run: 'count', operation: 'word', name: 'word', status: 'word', inputHash: 'hash?' },
  },
  'record-hashes': {
    says: 'Hashes of sealed records, so that a later change shows.',
    line: { entity: 'word', recordId: 'word', version: 'count', sealHash: 'hash' },
  },
  scope: {
    says: 'How many people and records of which category are affected, by jurisdiction.',
    line: { jurisdiction: 'word', category: 'word', people: 'count', records: 'count' },
  },
  notices: {
    says: 'Proof that notices were sent.',
    line: { at: 'moment', noticeId: 'word', receiver: 'hash', textHash: 'hash', receipt: 'word' },
  },
} as const satisfies Record<string, { readonly says: string; readonly line: Readonly<Record<string, Form>> }>;
export type ItemKind = keyof typeof itemKinds;
export const itemKindNames = Object.keys(itemKinds) as ItemKind[];

const schemas = new Map<ItemKind, z.ZodMiniType>();
function lineSchema(kind: ItemKind): z.ZodMiniType {
  const known = schemas.get(kind);
  if (known) return known;
  const line: Readonly<Record<string, Form>> = itemKinds[kind].line;
  const shape = Object.entries(line).map(([name, form]) => {
    const schema: z.ZodMiniType = forms[form.replace('?', '') as keyof typeof forms]();
    return [name, form.endsWith('?') ? z.optional(schema) : schema] as const;
  });
  const made = z.strictObject(Object.fromEntries(shape));
  schemas.set(kind, made);
  return made;
}

/** One line of an item: what its kind declares. */
export type ItemLine = Readonly<Record<string, unknown>>;

/**
 * The file of an item: JSON lines, each in its one spelling.
 * @throws TypeError for a line that holds more or something else than its kind declares; its values are not quoted
 */
export function itemText(kind: ItemKind, lines: readonly ItemLine[]): string {
  for (const [index, line] of lines.entries()) {
    const faults = shapeFaults(lineSchema(kind), line, `${kind}.${index + 1}`);
    if (faults.length > 0) throw new TypeError(faults.join(' '));
  }
  return lines.map((line) => `${canonical(line)}\n`).join('');
}

/** Whether a file holds only what its kind declares; one sentence for each line that does not. */
export function contentFaults(kind: ItemKind, text: string): string[] {
  if (text !== '' && !text.endsWith('\n')) return ['Its last line is cut off.'];
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return index === text.split('\n').length - 1 ? [] : [`Line ${index + 1} is empty.`];
    const notJson = jsonFault(line);
    return notJson
      ? [`Line ${index + 1}: ${notJson}`]
      : shapeFaults(lineSchema(kind), JSON.parse(line), `Line ${index + 1}`);
  });
}
