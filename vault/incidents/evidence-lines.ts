import { membership } from '#/domain/data-map/entities/directory.ts';
import { propagation } from '#/domain/data-map/entities/integrations.ts';
import { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import type { ItemLine } from '#/domain/incidents/evidence/contents.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import { fromRow } from '#/vault/records.ts';
import { engagementsCoached, rowsBelow } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** The entries about one person, a line for each record; of all actors, or of one. */
async function accessesTo(vault: Vault, subjectId: string, by?: string): Promise<ItemLine[]> {
  const lines: ItemLine[] = [];
  for await (const page of rowsBelow(vault, { store: accessLogEntry.store, pk: `subject#${subjectId}` })) {
    for (const row of page) {
      const { outcome, actorId, purpose, records, at } = fromRow(vault.instance, accessLogEntry, row, undefined).values;
      if (by !== undefined && actorId !== by) continue;
      lines.push(
        ...records.map((record) => {
          const [entity = '', recordId] = record.split(':');
          // A list is no record: which ones it held is not known.
          const of = recordId === undefined || recordId === '*' ? {} : { recordId };
          return { at, actorId, subjectId, entity, ...of, outcome, purpose };
        }),
      );
    }
  }
  return lines;
}

async function namesBelow(vault: Vault, store: StoreName, pk: string, prefix: string): Promise<string[][]> {
  const found: string[][] = [];
  for await (const page of rowsBelow(vault, { store, pk }, prefix))
    found.push(...page.map(({ sk }) => sk.slice(prefix.length).split('#')));
  return found;
}

const inTime = (lines: readonly ItemLine[]): ItemLine[] => lines.toSorted((a, b) => Number(a.at) - Number(b.at));
const distinct = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];

/**
 * Who opened what: of a person, what was opened of them and what they opened of those they coach; of an organisation, of its
 * members; of an integration, of those whose third party was told. Of an instance, what is logged of the instance itself:
 * its log is sorted by people, and is never gone through as a whole.
 */
export async function accessLines(vault: Vault, { type, id }: Target): Promise<ItemLine[]> {
  const own = await accessesTo(vault, id);
  const lines = [...own];
  if (type === 'person') {
    const clients = distinct((await engagementsCoached(vault, id)).map(({ clientId }) => clientId));
    for (const client of clients) lines.push(...(await accessesTo(vault, client, id)));
  }
  if (type === 'organization') {
    const members = await namesBelow(vault, membership.store, `organization#${id}`, 'member#');
    for (const member of distinct(members.map(([personId]) => personId)))
      lines.push(...(await accessesTo(vault, member)));
  }
  if (type === 'integration') {
    const told = await namesBelow(vault, propagation.store, `integration#${id}`, 'propagation#');
    for (const person of distinct(told.map(([personId]) => personId))) lines.push(...(await accessesTo(vault, person)));
  }
  return inTime(lines);
}

/** What a third party was told, of whom, by id; nothing is known of a channel, which keeps no list. */
export async function deliveryLines(vault: Vault, { type, id }: Target): Promise<ItemLine[]> {
  if (type !== 'integration') return [];
  const lines: ItemLine[] = [];
  const partition = { store: propagation.store, pk: `integration#${id}` };
  for await (const page of rowsBelow(vault, partition, 'propagation#'))
    lines.push(
      ...page.map(({ sk, createdAt }) => {
        const [, subjectId = '', messageId = ''] = sk.split('#');
        return { at: createdAt, receiver: id, messageId, subjectId };
      }),
    );
  return inTime(lines);
}
