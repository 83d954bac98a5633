import type { CaseFacts } from '#/domain/incidents/case/facts.ts';
import { changeCase } from '#/vault/incidents/cases.ts';
import { responder } from '#/vault/incidents/sessions.ts';
import { kept } from './kept.ts';
import type { Live } from './live-run.ts';

/** Notes in the timeline that a run began or ended. */
export const noteRun = ({ context, event, services }: Live, kind: 'run-started' | 'run-ended', facts: CaseFacts) =>
  kept(context, kind, async () => {
    const { incidentId, run, initiatorId } = event;
    const at = services.now();
    const all = { run, kind: event.kind, initiatorId, ...facts };
    await changeCase(services.vault, incidentId, () => ({ entries: [{ at, actor: responder, kind, facts: all }] }));
  });
