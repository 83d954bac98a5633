import { ageBand } from '#/domain/data-map/entities/guardians.ts';
import type { Concerned } from '#/domain/incidents/ports.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { engagementRef } from '#/vault/wanted.ts';
import { accessesBy, disclosedTo } from './accesses.ts';
import { membersOf } from './members.ts';

const isPerson = (id: string): boolean => id.includes('.person_');

/** Whose records these people have opened. A refused read reached nobody. */
async function openedBy(vault: Vault, actorIds: readonly string[]): Promise<string[]> {
  const opened = (await accessesBy(vault, actorIds)).filter(({ outcome }) => outcome === 'opened');
  return [...new Set(opened.map(({ subjectId }) => subjectId).filter(isPerson))];
}

async function clientOf(vault: Vault, engagementId: string): Promise<string[]> {
  const ref = engagementRef(engagementId);
  const clientId = (await getTogether(vault.tables, [ref])).get(ref)?.subject;
  return clientId ? [clientId] : [];
}

/**
 * Whose records were within reach: of a person or an organisation, those that they or its members opened; of an engagement
 * its client; of an integration those of whom it got something. Of an address, a channel or the instance the log cannot tell.
 */
async function reached(vault: Vault, { type, id }: Target): Promise<string[]> {
  switch (type) {
    case 'person':
      return openedBy(vault, [id]);
    case 'organization':
      return openedBy(vault, await membersOf(vault, id));
    case 'relationship':
      return clientOf(vault, id);
    case 'integration':
      return disclosedTo(vault, id);
    case 'address':
    case 'channel':
    case 'instance':
      return [];
  }
}

/** What is known of where people live: the country of those who told it. No record is opened for it. */
async function factsOf(vault: Vault, personIds: readonly string[]): Promise<Facts[]> {
  const instance = vault.instance as Facts['instance'];
  const ages = personIds.map((personId) => refOf(ageBand, { personId }));
  const rows = await getTogether(vault.tables, ages);
  return ages.map((ref) => {
    const { country, band } = (rows.get(ref)?.fields ?? {}) as { readonly country?: string; readonly band?: string };
    return { instance, country, minor: band === 'minor' };
  });
}

/**
 * Whom an incident concerns, computed: how many people, and which laws protect them. For people of whom no country is known,
 * and where nobody can be told from the log, these are the home laws of the instance: a clock too many, and never one too few.
 */
export async function concernedBy(vault: Vault, of: Target): Promise<Concerned> {
  const people = await reached(vault, of);
  const unknown: Facts = { instance: vault.instance as Facts['instance'] };
  const facts = people.length > 0 ? await factsOf(vault, people) : [unknown];
  const at = vault.now();
  const regimes = facts.flatMap((each) => regimesFor(each, at).regimes);
  return { people: people.length, jurisdictions: [...new Set(regimes.map(({ id }) => id))].toSorted() };
}
