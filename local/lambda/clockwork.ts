import { elapsed } from './apply-update.ts';
import type { Durable } from './durable.ts';
import { changeByOthers, endExecution } from './life.ts';

const DAY_MS = 86_400_000;
/** How long what has ended, or failed for good, can still be asked for: as of the deployed functions and their queue. */
const HISTORY_MS = 30 * DAY_MS;
const DEAD_LETTERS_MS = 14 * DAY_MS;

/** Asked many times a second, and nearly always no: one look into four indexes. */
const IS_DUE = `SELECT EXISTS (SELECT 1 FROM operations WHERE due_at <= ?1)
  OR EXISTS (SELECT 1 FROM executions WHERE resume_at <= ?1)
  OR EXISTS (SELECT 1 FROM executions WHERE status = 'RUNNING' AND expires_at <= ?1)
  OR EXISTS (SELECT 1 FROM invocations WHERE due_at <= ?1) AS due`;

function elapse(durable: Durable, now: number): void {
  const due = durable.operations.due(now);
  if (due.length === 0) return;
  durable.store.transaction(() => {
    for (const { execution, tracked } of due) changeByOthers(durable, execution, elapsed(tracked, now));
  });
}

function expire(durable: Durable, now: number): void {
  for (const id of durable.executions.toExpire(now)) {
    const error = { ErrorType: 'Execution.Timeout', ErrorMessage: 'The execution lasted longer than 366 days.' };
    const execution = durable.executions.find(id);
    if (execution) durable.store.transaction(() => endExecution(durable, execution, 'TIMED_OUT', { error }));
  }
}

/** Does what is due by the clock: waits end, steps may try again, callbacks run out; once a day, what is old is forgotten. */
export function openClockwork(durable: Durable): () => void {
  let forgottenOn = -1;
  const forget = (now: number): void => {
    const today = Math.floor(now / DAY_MS);
    if (today === forgottenOn) return;
    forgottenOn = today;
    durable.store.transaction(() => {
      durable.executions.removeEndedBefore(now - HISTORY_MS);
      durable.invocations.removeDeadBefore(now - DEAD_LETTERS_MS);
    });
  };
  return () => {
    const now = durable.now();
    forget(now);
    if (durable.store.get(IS_DUE, now)?.due !== 1) return;
    elapse(durable, now);
    expire(durable, now);
    for (const id of durable.executions.toResume(now)) durable.wake(id);
    durable.wakeQueue();
  };
}
