/** Why a third party is told to stop and delete. */
export const propagationCauses = ['consent_ended', 'disconnected', 'objected', 'erased', 'deleted'] as const;
export type PropagationCause = (typeof propagationCauses)[number];
export const propagationStates = ['pending', 'acknowledged', 'escalated'] as const;

/** What the message is called that tells of it. */
export const messageType: Readonly<Record<PropagationCause, string>> = {
  consent_ended: 'consent.withdrawn',
  disconnected: 'consent.withdrawn',
  objected: 'consent.withdrawn',
  erased: 'subject.erased',
  deleted: 'records.deleted',
};

/** Hours that a third party has to confirm that it has stopped and deleted. An erasure brings a time of its own. */
export const acknowledgeWithinHours = 72;

type Known = { readonly integrationId: string; readonly at: number };

/**
 * Third parties that got something since they last confirmed that they hold nothing: those who have to be told. Who is being
 * told of all of it already is not told twice.
 */
export function stillHolding(disclosed: readonly Known[], toldOf: readonly Known[]): string[] {
  const last = (known: readonly Known[], id: string): number =>
    Math.max(
      ...known.filter(({ integrationId }) => integrationId === id).map(({ at }) => at),
      Number.NEGATIVE_INFINITY,
    );
  const ids = [...new Set(disclosed.map(({ integrationId }) => integrationId))].sort();
  return ids.filter((id) => last(disclosed, id) >= last(toldOf, id));
}

/** Seconds to wait before each further attempt (Standard Webhooks); the last one stands for all that follow. */
const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
export const attemptsAtMost = waits.length + 1;
export const waitBefore = (attempt: number): number => waits[Math.min(attempt, waits.length) - 1] ?? 0;
