import type { Occasion } from '#/domain/incidents/action.ts';
import { inverseOf } from '#/domain/incidents/catalogue.ts';
import { targetName } from '#/domain/incidents/targets.ts';
import { claimsOn, disclaim } from '#/vault/incidents/claims.ts';
import { noteContainment } from '#/vault/incidents/containments.ts';
import { kept } from './kept.ts';
import type { Live, Taken } from './live-run.ts';

/** What became of one action that was to go back. `kept`: another case still needs it; `irreversible`: nothing undoes it. */
export type Return = {
  readonly action: string;
  readonly target: Taken['target'];
  readonly outcome: 'undone' | 'kept' | 'irreversible';
};

async function undo(live: Live, taken: Taken, because: Occasion['because']): Promise<Return['outcome']> {
  const { event, hands, services } = live;
  const { vault } = services;
  const { action, target, prior, number } = taken;
  const inverse = inverseOf(action);
  if (!inverse) return 'irreversible';
  const claimed = { action: action.id, target };
  const occasion = { incidentId: event.incidentId, executionId: `${number}|undo`, at: vault.now(), because };
  if ((await disclaim(vault, claimed, event.incidentId)).length > 0) {
    await noteContainment(vault, event.incidentId, number, 'kept');
    return 'kept';
  }
  await inverse.act(hands, target, prior, occasion);
  // Another case may have begun to need it while it went back.
  const others = await claimsOn(vault, claimed);
  if (others.length > 0) await action.act(hands, target, prior, { ...occasion, because: 'playbook' });
  await noteContainment(vault, event.incidentId, number, others.length > 0 ? 'kept' : 'undone');
  return others.length > 0 ? 'kept' : 'undone';
}

/** Brings back what was there before, the last action first. Says of each what became of it. */
export async function goBack(
  live: Live,
  taken: readonly Taken[],
  because: Occasion['because'],
): Promise<readonly Return[]> {
  const returns: Return[] = [];
  for (const one of [...taken].reverse()) {
    const { action, target } = one;
    const outcome = await kept(live.context, `undo: ${action.id} ${targetName(target)}`, () =>
      undo(live, one, because),
    );
    returns.push({ action: action.id, target, outcome });
  }
  return returns;
}
