import type { Action, Occasion } from '#/domain/incidents/action.ts';
import { actionOf } from '#/domain/incidents/catalogue.ts';
import { type Playbook, Stopped } from '#/domain/incidents/playbook.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';
import { type Containment, containmentsOf } from '#/vault/incidents/containments.ts';
import { goBack, type Return } from './go-back.ts';
import { liveContext } from './live.ts';
import type { Live, Taken } from './live-run.ts';
import { noteRun } from './note-run.ts';

/** How a run ended: as written, stopped by people, or by a step that failed. */
export type Ending = 'completed' | 'rejected' | 'expired' | 'failed' | 'released';

function playbookOf({ event }: Live): Playbook {
  const found = event.playbook && playbooks.get(event.playbook);
  if (found?.mode !== 'live') throw new TypeError(`There is no playbook "${event.playbook}" that runs.`);
  if (found.target !== event.target.type)
    throw new TypeError(`The playbook "${found.id}" is for a ${found.target}, not for a ${event.target.type}.`);
  return found;
}

const reversible = ({ action }: Taken): boolean => action.tier === 1;

/** What goes back when a run ends before its end, and why. */
function returning(live: Live, { undoneOnFailure }: Playbook, error: unknown): [Ending, Occasion['because'], Taken[]] {
  if (error instanceof Stopped) return [error.answer, 'rollback', live.taken.filter(reversible)];
  const named = ({ action }: Taken): boolean => undoneOnFailure.includes(action.id);
  return ['failed', 'failure', live.taken.filter(named)];
}

/** Runs a playbook to its end. Whatever happens, the case stays open and says what was done and what went back. */
export async function runPlaybook(live: Live): Promise<Ending> {
  const playbook = playbookOf(live);
  await noteRun(live, 'run-started', { playbook: playbook.id });
  try {
    await playbook.run(liveContext(live), live.event.target);
    await noteRun(live, 'run-ended', { ending: 'completed' });
    return 'completed';
  } catch (error) {
    const [ending, because, taken] = returning(live, playbook, error);
    const returns = await goBack(live, taken, because);
    await noteRun(live, 'run-ended', { ending, ...counted(returns) });
    return ending;
  }
}

const counted = (returns: readonly Return[]) => ({
  undone: returns.filter(({ outcome }) => outcome === 'undone').length,
  kept: returns.filter(({ outcome }) => outcome === 'kept').map(({ action }) => action),
  irreversible: returns.filter(({ outcome }) => outcome === 'irreversible').map(({ action }) => action),
});

/** What may be in force: a failed action may have been done in part. */
const standing: readonly Containment['values']['state'][] = ['requested', 'done', 'effective', 'unproven', 'failed'];

function takenOf({ ids, values }: Containment): Taken {
  const action: Action = actionOf(values.action);
  return { action, target: values.target, prior: values.prior, number: ids.number };
}

/** Brings back everything that the case still keeps contained, the last action first, and says what nothing undoes. */
export async function runRelease(live: Live): Promise<Ending> {
  const { incidentId } = live.event;
  await noteRun(live, 'run-started', {});
  const inForce = (await containmentsOf(live.services.vault, incidentId)).filter(({ values }) =>
    standing.includes(values.state),
  );
  const returns = await goBack(live, inForce.map(takenOf), live.event.kind === 'lapse' ? 'lapse' : 'release');
  await noteRun(live, 'run-ended', { ending: 'released', ...counted(returns) });
  return 'released';
}
