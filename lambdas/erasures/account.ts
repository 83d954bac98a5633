import { accountsOf, deleteAccounts } from '#/lambdas/platform/delete-account.ts';
import type { JobReport } from '#/lambdas/platform/serve-job.ts';
import { certify, holdsBehind } from '#/vault/certificates.ts';
import { type Closed, closeAccount } from '#/vault/close-account.ts';
import { endCoachings } from '#/vault/coachings.ts';
import { clear, clearTraces } from './clear.ts';
import { answersOf, tell } from './recipients.ts';
import { type Asked, advance, afterGrace } from './request.ts';
import { type Execution, errandOf, kept, type Run } from './run.ts';

/**
 * Erases an account: after the days of grace one transaction makes everything unreadable, then all of it is deleted, read
 * back and certified.
 */
export const eraseAccount: Run = async ({ subjectId: personId, resourceId: requestId }, execution) => {
  const asked = { personId, requestId };
  if (!(await afterGrace(execution, asked))) return { outcome: 'called off' };
  const closed = await close(execution, asked);
  if (closed.requestId !== requestId) {
    await advance(execution, asked, { name: 'refuse', reason: 'already_answered' });
    return { outcome: 'joined', to: closed.requestId };
  }
  return finish(execution, asked, closed);
};

const close = (execution: Execution, { personId, requestId }: Asked): Promise<Closed> =>
  kept(execution, 'close', async () => {
    const { services } = execution;
    const accounts = await accountsOf(services, personId);
    return closeAccount(services.vault, errandOf('close', personId), { requestId, accounts });
  });

/** What was held goes as everything else did before, once no hold stands any more. */
export async function finishHeld(execution: Execution, asked: Asked): Promise<JobReport> {
  const closed = await close(execution, asked);
  return closed.state === 'held' ? { outcome: 'held' } : finish(execution, asked, closed);
}

async function finish(execution: Execution, asked: Asked, closed: Closed): Promise<JobReport> {
  const { personId, requestId } = asked;
  const { services } = execution;
  const { vault } = services;
  const holdIds = closed.state === 'held' ? closed.holdIds : [];
  await kept(execution, 'delete accounts', () => deleteAccounts(services, personId));
  const { retaining, mayBeTold } = await kept(execution, 'holds', () => holdsBehind(vault, holdIds));
  // A hold that the law keeps secret shows in no paper: the request stays open, and the rest waits for its release.
  if (!mayBeTold) return { outcome: 'held' };
  const told = await tell(execution, asked);
  await kept(execution, 'end coachings', () => endCoachings(vault, errandOf('end coachings', personId)));
  const cleared = await clear(execution, personId, closed.closedAt);
  const recipients = await answersOf(execution, asked, told);
  await kept(execution, 'certify', () =>
    certify(vault, personId, closed.state === 'held' ? 'held' : 'final', {
      requestId,
      basis: 'account',
      effectiveAt: closed.closedAt,
      ...cleared,
      keys: closed.destroyed,
      accounts: closed.accounts,
      recipients,
      retaining,
    }),
  );
  await advance(execution, asked, { name: 'complete' });
  await clearTraces(execution, personId);
  return { outcome: closed.state };
}
