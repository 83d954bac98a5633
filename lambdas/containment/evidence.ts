import { createHash } from 'node:crypto';
import { type ItemLine, itemText } from '#/domain/incidents/evidence/contents.ts';
import { collectedItem, itemIdOf, itemKey, withCustody } from '#/domain/incidents/evidence/item.ts';
import type { Evidence } from '#/domain/incidents/evidence-kinds.ts';
import type { Hands, Kept } from '#/domain/incidents/ports.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { noteItem, readItem } from '#/vault/incidents/evidence.ts';
import { responder } from '#/vault/incidents/sessions.ts';
import { collectors } from './evidence-collectors.ts';
import { layObject } from './evidence-objects.ts';

/** What evidence is collected with: the version grows when a collector or a form of its lines changes. */
const tool = 'coachvault-response/1';

/** `eu.incident_01J…|0001-0004` is the fourth action of the first run, and its item the number 10004: always the same. */
function numberOf(executionId: string): number {
  const [, run = '', action = ''] = /\|(\d{4})-(\d{4})$/.exec(executionId) ?? [];
  if (!run || Number(run) > 99) throw new TypeError('Evidence is kept by one of the first 99 runs of a case.');
  return Number(run) * 10_000 + Number(action);
}

/**
 * Collects an item, lays it under Object Lock and a legal hold, and puts it into the register of its case with its hash and
 * custody. One item per execution: what was laid down first counts, however often it is called.
 */
async function keep(services: Services, wanted: Evidence, target: Target, occasion: Kept): Promise<void> {
  const { incidentId, executionId, at } = occasion;
  const { kind, collect } = collectors[wanted];
  const number = numberOf(executionId);
  const itemId = itemIdOf(number, kind);
  if (await readItem(services.vault, incidentId, itemId)) return;
  const lines: readonly ItemLine[] = await collect(services, target, at);
  const text = await layObject(services, itemKey(incidentId, itemId), itemText(kind, lines));
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  const item = collectedItem({
    kind,
    sha256,
    bytes: Buffer.byteLength(text, 'utf8'),
    lines: text.split('\n').length - 1,
    collectedBy: responder,
    collectedWith: tool,
    incidentId,
    number,
    at,
  });
  const sealed = {
    at: item.collectedAt,
    by: responder,
    act: 'sealed',
    with: tool,
    sha256,
    where: item.objectKey,
  } as const;
  await noteItem(services.vault, incidentId, withCustody(item, sealed), { wanted, target });
}

/** What a response secures. */
export const evidenceHands = (services: Services): Hands['evidence'] => ({
  keep: (kind, target, occasion) => keep(services, kind, target, occasion),
});
