import { Problem } from '#/domain/api/problems.ts';
import { sequenceKey } from '#/domain/consent/ledger.ts';
import { type LedgerDocument, ledgerDocument } from '#/domain/consent/ledger-document.ts';
import { noticeWithId } from '#/domain/consent/notice-archive.ts';
import { receiptDocument } from '#/domain/consent/receipt.ts';
import { type ConsentEntry, isConsentEntry, type LedgerValues } from '#/domain/consent/receipt-facts.ts';
import { consentEntry } from '#/domain/data-map/entities/consent.ts';
import { sharing } from '#/domain/integrations/connections.ts';
import { controllerOf } from '#/lambdas/platform/controller.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { connectionsOf } from '#/vault/sharing.ts';
import { signDocument } from '#/vault/sign-document.ts';
import type { Vault } from '#/vault/vault.ts';
import type { proofRoutes } from './proof.contract.ts';

/** An answer of Lambda holds 6 MB, and an entry is about a kilobyte. */
const entriesAtMost = 5_000;
const pageSize = 100;

const entryOf = ({ ids, values }: Saved<typeof consentEntry>): LedgerValues => ({
  ...values,
  personId: ids.personId,
  sequence: Number(ids.sequence),
});

/** All of a person's entries, the first one first. */
async function wholeLedger(door: Door, personId: string): Promise<LedgerValues[]> {
  const newestFirst: LedgerValues[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await door.list(consentEntry, { personId }, { limit: pageSize, ...(cursor ? { cursor } : {}) });
    newestFirst.push(...page.items.map(entryOf));
    cursor = page.next;
    if (newestFirst.length > entriesAtMost) {
      throw new Problem('conflict', {
        detail: 'The ledger is too long for one answer; the copy of your data (/v1/me/requests) holds all of it.',
      });
    }
  } while (cursor);
  return newestFirst.reverse();
}

/**
 * Who outside gets data by a consent: the tools that the person has connected on it, each by the address under which they
 * see its name and what it gets.
 */
async function recipientsOf(vault: Vault, { purpose, state, personId }: ConsentEntry, door: string): Promise<string[]> {
  if (purpose !== sharing || state !== 'given') return [];
  const connections = await connectionsOf(vault, personId);
  return connections.map(({ integrationId }) => `${door}/v1/me/integrations/${integrationId}`).sort();
}

export const proofOperations: Operations<typeof proofRoutes> = {
  readReceipt: async ({ door, caller, params, query }, services) => {
    const ids = { personId: caller.personId, sequence: sequenceKey(Number(params.sequence)) };
    const entry = entryOf(await door.read(consentEntry, ids));
    if (!isConsentEntry(entry)) {
      throw new Problem('conflict', {
        detail: 'That entry is about an objection; it has no consent receipt, and the signed ledger proves it.',
      });
    }
    const notice = noticeWithId(entry.noticeId, entry.locale);
    if (!notice) throw new TypeError(`The notice ${entry.noticeId} is cited and not in the archive.`);
    const issuedAt = new Date(services.now()).toISOString();
    const controller = controllerOf(services);
    const recipients = await recipientsOf(services.vault, entry, controller.door);
    const facts = { entry, notice, controller, recipients, issuedAt };
    return signDocument(services.vault, receiptDocument(facts, query.format === 'json' ? 'json' : 'json-ld'));
  },

  readLedger: async ({ door, caller }, { instance, now, vault }) => {
    const { personId } = caller;
    const entries: LedgerDocument['entries'] = await wholeLedger(door, personId);
    const issuedAt = new Date(now()).toISOString();
    return signDocument(vault, ledgerDocument({ instance, issuedAt, personId, entries }));
  },
};
