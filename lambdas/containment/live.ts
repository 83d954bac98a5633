import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { Action, Occasion, Prior } from '#/domain/incidents/action.ts';
import type { PlaybookContext } from '#/domain/incidents/playbook.ts';
import { millisecondsOf, Stopped } from '#/domain/incidents/playbook.ts';
import { actsAtOnce } from '#/domain/incidents/severity.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';
import { claim } from '#/vault/incidents/claims.ts';
import { containmentNumber, noteContainment, requestContainment } from '#/vault/incidents/containments.ts';
import { ask } from './ask.ts';
import { askByHand, noteFact, sendMessage, startClocks } from './case-work.ts';
import { kept, StepFailed } from './kept.ts';
import type { Live, Taken } from './live-run.ts';

const probes = 8;
const occasionOf = ({ event }: Live, number: string, at: number): Occasion => ({
  incidentId: event.incidentId,
  executionId: `${event.incidentId}|${number}`,
  at,
  because: 'playbook',
});

/** One action: what was there before is kept, then it is done, then its effect is observed. Each has a checkpoint of its own. */
async function take(
  live: Live,
  context: DurableContext,
  action: Action,
  target: Target,
  number: string,
): Promise<void> {
  const { event, eyes, hands, services } = live;
  const { vault } = services;
  const about = `${action.id} ${targetName(target)}`;
  const prior = await kept(context, `look: ${about}`, async () => {
    const seen = await action.look(eyes, target);
    if (!seen) throw new StepFailed('no-target', action.id);
    await requestContainment(vault, event.incidentId, number, {
      run: event.run,
      action: action.id,
      target,
      because: 'playbook',
      prior: mutable(seen),
    });
    return seen;
  });
  const taken: Taken = { action, target, prior, number };
  live.taken.push(taken);
  try {
    await kept(context, `act: ${about}`, async () => {
      if (action.tier === 1) await claim(vault, { action: action.id, target }, event.incidentId);
      await action.act(hands, target, prior, occasionOf(live, number, vault.now()));
      await noteContainment(vault, event.incidentId, number, 'done');
    });
    await prove(live, context, taken);
  } catch (error) {
    // It may have been done in part: the case says so, and its release brings back what was there before.
    await kept(context, `failed: ${about}`, () => noteContainment(vault, event.incidentId, number, 'failed'));
    throw error;
  }
}

const mutable = (prior: Prior): Record<string, string | number | boolean | string[]> =>
  Object.fromEntries(
    Object.entries(prior).map(([name, value]) => [name, Array.isArray(value) ? [...value] : (value as string)]),
  );

/** Looks until the effect shows; what does not show is a failure, however the call was answered. */
async function prove(live: Live, context: DurableContext, { action, target, prior, number }: Taken): Promise<void> {
  const { eyes, services, event } = live;
  const { vault } = services;
  for (let look = 0; look < probes; look++) {
    const holds = await kept(context, `probe: ${action.id} ${targetName(target)}`, async () => {
      const shows = await action.probe.holds(eyes, target, prior);
      if (shows) await noteContainment(vault, event.incidentId, number, 'effective');
      return shows;
    });
    if (holds) return;
    await context.wait('effect', { seconds: 2 ** look });
  }
  throw new StepFailed('unproven', action.id);
}

/** What a playbook is given when it runs for real. */
export function liveContext(live: Live): PlaybookContext {
  const { context, event } = live;
  const { severity } = event;
  const next = (): string => containmentNumber(event.run, ++live.begun);
  const agreed = async (within: Parameters<PlaybookContext['ratify']>[0]): Promise<void> => {
    const answer = await ask(live, 'contain', 1, millisecondsOf(within));
    if (answer !== 'approved') throw new Stopped(answer);
  };
  return {
    severity,
    step: (action, target) => take(live, context, action as unknown as Action, target, next()),
    parallel: async (...moves) => {
      if (moves.length === 0) return;
      const numbered = moves.map((move) => ({ ...move, number: next() }));
      const branches = numbered.map(({ action, target, number }) => ({
        name: action.id,
        func: async (inner: DurableContext) => {
          await take(live, inner, action, target, number);
          return number;
        },
      }));
      const results = await context.parallel('together', branches);
      results.throwIfError();
    },
    authorise: async (within) => (actsAtOnce(severity) ? undefined : agreed(within)),
    ratify: async (within) => (actsAtOnce(severity) ? agreed(within) : undefined),
    approve: (question, within) => ask(live, question, 2, millisecondsOf(within)),
    wait: async (why, time) => context.wait(why, { seconds: Math.ceil(millisecondsOf(time) / 1000) }),
    find: (sought, of) => kept(context, `find: ${sought} ${targetName(of)}`, () => live.eyes.find(sought, of)) as never,
    startClocks: (of) => startClocks(live, of),
    byHand: (task) => askByHand(live, task),
    note: (note, facts = {}) => noteFact(live, note, facts),
    notify: (audience, message, of = event.target) => sendMessage(live, audience, message, of),
  };
}
