import type { Answer, Question } from '#/domain/incidents/playbook.ts';
import { changeApproval, openApproval } from '#/vault/incidents/approvals.ts';
import { kept } from './kept.ts';
import type { Live } from './live-run.ts';

/**
 * Asks people and waits for their answer, for days if need be, without running. Who agreed is counted in the table; whoever
 * completes the count tells the execution, once.
 */
export async function ask(
  { context, event, services: { vault } }: Live,
  question: Question,
  people: number,
  withinMs: number,
): Promise<Answer> {
  const { incidentId, initiatorId } = event;
  const asked = await kept(context, `question: ${question}`, async () => ({
    approvalId: vault.mintId('approval'),
    expiresAt: vault.now() + withinMs,
  }));
  const ids = { incidentId, approvalId: asked.approvalId };
  try {
    const answer = await context.waitForCallback<string>(
      `answer: ${question}`,
      (callbackId) =>
        openApproval(vault, ids, { question, people, initiatorId, callbackId, expiresAt: asked.expiresAt }),
      { timeout: { seconds: Math.ceil(withinMs / 1000) } },
    );
    return answer === 'approved' ? 'approved' : 'rejected';
  } catch (error) {
    if ((error as Error).name !== 'CallbackTimeoutError') throw error;
    return kept(context, `expired: ${question}`, async () => {
      const after = await changeApproval(vault, ids, ({ state }) =>
        state === 'open' ? { state: 'expired' } : undefined,
      );
      // Somebody may have answered in the last moment: what the table says counts.
      return after?.values.state === 'approved' || after?.values.state === 'rejected' ? after.values.state : 'expired';
    });
  }
}
