import type { Area } from '#/domain/api/area.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';
import { commercialPurposes } from '#/domain/data-map/purposes.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { consult, type Decision, record } from '#/vault/consents.ts';
import { turnedOff } from '#/vault/opt-out.ts';

type AnyRequest = Request<Route>;
type Run = (request: AnyRequest, services: Services) => Promise<unknown>;

/** Whether the signal has been applied to the person, by this request or an earlier one. */
async function apply(request: AnyRequest, { vault, now }: Services): Promise<boolean> {
  const { door, caller } = request;
  const { personId } = caller;
  const { rows, state } = await consult(door, personId, commercialPurposes);
  if (state?.values.optOutSignalAt !== undefined) return true;
  const by = { ...(await byThemselves(vault, request)), reason: 'opt_out_signal' };
  const acts = turnedOff(state, by) as [Decision, ...Decision[]];
  const circumstances = { personId, state, optOutSignalAt: now(), type: 'opt_out.signalled' };
  return record({ vault, door, rows }, acts, circumstances).then(
    () => true,
    (cause: unknown) => {
      // Another request of the same person came first: with the signal, or with a choice.
      if (cause instanceof Problem && cause.type === 'conflict') return false;
      throw cause;
    },
  );
}

/** People to whom the signal was applied. It is applied once, and that is never undone. */
const known = new Set<string>();
const knownAtMost = 10_000;

async function heed(request: AnyRequest, services: Services): Promise<void> {
  const { personId } = request.caller;
  if (!request.origin.optOutSignal || known.has(personId)) return;
  const applied = (await apply(request, services)) || (await apply(request, services));
  if (!applied) throw new Problem('unavailable', { retryAfter: 1 });
  if (known.size >= knownAtMost) known.clear();
  known.add(personId);
}

/**
 * Operations that first heed the opt-out signal of the browser (`Sec-GPC: 1`), whoever sends it: everything commercial is
 * turned off, once, as an event of its own. What the person chooses after it counts again; no signal says nothing.
 */
export function heedingOptOut<R extends Area['routes']>(operations: Operations<R>): Operations<R> {
  const heeding = Object.entries(operations as Readonly<Record<string, Run>>).map(([name, run]) => {
    const first: Run = async (request, services) => {
      await heed(request, services);
      return run(request, services);
    };
    return [name, first] as const;
  });
  return Object.fromEntries(heeding) as unknown as Operations<R>;
}
