import { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import { recipientNotice } from '#/domain/data-map/entities/erasures.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { listKey } from '#/domain/data-map/entity.ts';
import type { Recipient } from '#/domain/erasure/certificate.ts';
import { recipientDays } from '#/domain/erasure/recipients.ts';
import { change, create } from './draft.ts';
import type { Errand } from './errand.ts';
import { fromRow, type OpenRecord, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { putDraft, putEvent } from './steps.ts';
import { rowsBelow } from './subject-rows.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

type Disclosed = ValuesOf<typeof disclosure>;
const dayMs = 86_400_000;

/** Third parties that got something of a person, or of the records for which `concerns` says yes. */
export async function recipientsOf(
  vault: Vault,
  personId: string,
  concerns: (recordId: string) => boolean = () => true,
): Promise<string[]> {
  const { pk, prefix } = listKey(disclosure.key, { subjectId: personId });
  const found = new Set<string>();
  for await (const page of rowsBelow(vault, { store: disclosure.store, pk }, prefix)) {
    for (const { fields } of page) {
      const { integrationId, recordId } = fields as Disclosed;
      if (concerns(recordId)) found.add(integrationId);
    }
  }
  return [...found].sort();
}

/**
 * Notes for each third party that it has to be told, and says so in the outbox: whoever delivers takes the notices from
 * there, and answers each with `answerNotice`. May be repeated.
 */
export async function tellRecipients(
  vault: Vault,
  { service, personId }: Errand,
  requestId: string,
  integrationIds: readonly string[],
): Promise<void> {
  const refs = integrationIds.map((integrationId) => refOf(recipientNotice, { requestId, integrationId }));
  const known = await getTogether(vault.tables, refs);
  const toldAt = vault.now();
  const notices = integrationIds
    .filter((_, index) => !known.get(refs[index] as (typeof refs)[number]))
    .map((integrationId) =>
      create(recipientNotice, { requestId, integrationId }, vault.instance, {
        state: 'told',
        toldAt,
        dueAt: toldAt + recipientDays * dayMs,
      }),
    );
  if (notices.length === 0) return;
  const event = { type: 'erasure.notify', subjectId: personId, resourceId: requestId, actorId: service };
  const steps = notices.map((notice) => putDraft(vault, notice, toldAt));
  await writeTogether(vault.tables.dynamo, [...steps, putEvent(vault, event, toldAt)]);
}

type Notice = OpenRecord<typeof recipientNotice>;

/** The notices of a request. */
export async function noticesOf(vault: Vault, requestId: string): Promise<Notice[]> {
  const { pk, prefix } = listKey(recipientNotice.key, { requestId });
  const found: Notice[] = [];
  for await (const page of rowsBelow(vault, { store: recipientNotice.store, pk }, prefix)) {
    found.push(...page.map((row) => fromRow(vault.instance, recipientNotice, row, undefined)));
  }
  return found;
}

export const recipientIn = ({ ids, values }: Notice): Recipient => ({
  integrationId: ids.integrationId,
  state: values.state,
  toldAt: values.toldAt,
  answeredAt: values.answeredAt,
});

/** What became of a notice: the third party has confirmed, or the time is over and a person has to go after it. */
export async function answerNotice(vault: Vault, notice: Notice, state: 'acknowledged' | 'escalated'): Promise<void> {
  if (notice.values.state !== 'told') return;
  const at = vault.now();
  const answered = putDraft(vault, change(notice, { state, answeredAt: at }), at);
  await writeTogether(vault.tables.dynamo, [answered]).catch((cause: unknown) => {
    // Answered meanwhile, and the first answer counts.
    if (!(cause instanceof WriteRefused)) throw cause;
  });
}
