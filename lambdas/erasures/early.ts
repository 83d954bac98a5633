import type { Counts, Survey } from '#/domain/erasure/certificate.ts';
import { isAimedAt, type Target, targetOf } from '#/domain/rights/targets.ts';
import type { JobReport } from '#/lambdas/platform/serve-job.ts';
import { type Belonging, belongings } from '#/vault/belongings.ts';
import { certify } from '#/vault/certificates.ts';
import { deleteAll } from '#/vault/deletion.ts';
import { readHolds } from '#/vault/holds.ts';
import { putEvent } from '#/vault/steps.ts';
import { engagementsAbout, partitionsAbout } from '#/vault/subject-rows.ts';
import { survey } from '#/vault/survey.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { answersOf, tell } from './recipients.ts';
import { type Asked, advance, afterGrace } from './request.ts';
import { type Execution, kept, type Run } from './run.ts';

const idOf = ({ rows }: Belonging): string => rows[0]?.sk.split('#').at(-1) ?? '';

const isMeant = ({ entity, recordId }: Target, one: Belonging, personId: string): boolean =>
  one.name === entity.name && one.subject === personId && (recordId === undefined || idOf(one) === recordId);

/** The records that are asked to go. Their keys stay, for they open other records, too. */
async function* meant(vault: Vault, personId: string, target: Target): AsyncGenerator<Belonging[]> {
  const partitions = partitionsAbout(personId, await engagementsAbout(vault, personId));
  const ofStore = partitions.filter(({ store }) => store === target.entity.store);
  for await (const page of belongings(vault, personId, ofStore)) {
    yield page.filter((one) => isMeant(target, one, personId));
  }
}

async function* counted(pages: AsyncIterable<readonly Belonging[]>) {
  for await (const page of pages) yield page.map((one) => ({ ...one, fate: 'goes' as const }));
}

const count = (vault: Vault, personId: string, target: Target): Promise<Survey> =>
  survey(vault, counted(meant(vault, personId, target)), vault.now());

/** Each deletion is an event of its own: a restored table must not bring the record back. */
const deletedEvent = (vault: Vault, personId: string) => (one: Belonging) =>
  putEvent(
    vault,
    { type: `${one.name}.deleted`, subjectId: personId, resourceId: idOf(one), actorId: 'service:erasures' },
    vault.now(),
  );

/** Deletes them unless a hold keeps them, which every transaction asks again. Answers when none was left. */
async function deleteMeant(vault: Vault, personId: string, target: Target): Promise<number | null> {
  for (;;) {
    const holds = await readHolds(vault, [personId]);
    if (holds.isHeld(personId)) return null;
    const along = { conditions: [holds.unchanged(personId)], event: deletedEvent(vault, personId) };
    try {
      let left = 0;
      for await (const page of meant(vault, personId, target)) left += (await deleteAll(vault, page, along)).records;
      if (left === 0) return vault.now();
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

const less = (counts: Counts, left: Counts): Counts =>
  Object.fromEntries(
    Object.entries(counts)
      .map(([name, count]) => [name, count - (left[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

/** What a hold did not come in time for. */
async function beforeHold(vault: Vault, personId: string, target: Target, before: Survey): Promise<Survey> {
  const left = await count(vault, personId, target);
  const { store } = target.entity;
  const goes = less(before.goes[store] ?? {}, left.goes[store] ?? {});
  return {
    ...before,
    goes: Object.keys(goes).length > 0 ? { [store]: goes } : {},
    objects: less(before.objects, left.objects),
  };
}

/** Deletes a record, or all of a kind, before its time. */
export const deleteEarly: Run = async ({ subjectId: personId, resourceId: requestId }, execution) => {
  const asked = { personId, requestId };
  const request = await afterGrace(execution, asked);
  const target = request?.about ? targetOf(request.about) : undefined;
  return target && request?.about ? deleteTarget(execution, asked, target, request.about) : { outcome: 'called off' };
};

async function deleteTarget(execution: Execution, asked: Asked, target: Target, about: string): Promise<JobReport> {
  const { vault } = execution.services;
  const { personId, requestId } = asked;
  const told = await tell(execution, asked, (disclosed) => isAimedAt(target, disclosed));
  const found = await kept(execution, 'count', () => count(vault, personId, target));
  const startedAt = await kept(execution, 'begin', async () => vault.now());
  const doneAt = await kept(execution, 'delete', () => deleteMeant(vault, personId, target));
  const facts = {
    requestId,
    basis: target.recordId === undefined ? ('kind' as const) : ('record' as const),
    about,
    effectiveAt: startedAt,
    keys: [],
    accounts: [],
    retaining: [],
  };
  if (doneAt === null) {
    const gone = await kept(execution, 'count what went', () => beforeHold(vault, personId, target, found));
    const recipients = await answersOf(execution, asked, told);
    if (Object.keys(gone.goes).length > 0) {
      await kept(execution, 'certify', () =>
        certify(vault, personId, 'held', { ...facts, survey: gone, readBackAt: startedAt, recipients }),
      );
    }
    return { outcome: 'held' };
  }
  const recipients = await answersOf(execution, asked, told);
  await kept(execution, 'certify', () =>
    certify(vault, personId, 'final', { ...facts, survey: found, readBackAt: doneAt, recipients }),
  );
  await advance(execution, asked, { name: 'complete' });
  return { outcome: 'deleted' };
}
