import type { Recipient } from '#/domain/erasure/certificate.ts';
import { lookAgainAfterMs } from '#/domain/erasure/recipients.ts';
import { answerNotice, noticesOf, recipientIn, recipientsOf, tellRecipients } from '#/vault/recipients.ts';
import { type Asked, advance } from './request.ts';
import { type Execution, errandOf, kept } from './run.ts';

/** Has every third party told that got something, or got one of the records for which `concerns` says yes. */
export const tell = (execution: Execution, { personId, requestId }: Asked, concerns?: (recordId: string) => boolean) =>
  kept(execution, 'tell third parties', async () => {
    const { vault } = execution.services;
    const to = await recipientsOf(vault, personId, concerns);
    await tellRecipients(vault, errandOf('tell', personId), requestId, to);
    return to.length;
  });

/** How many have not answered; whose time is over is escalated, so that a person goes after it. */
async function outstanding({ services: { vault } }: Execution, requestId: string): Promise<number> {
  const waiting = (await noticesOf(vault, requestId)).filter(({ values }) => values.state === 'told');
  const overdue = waiting.filter(({ values }) => values.dueAt <= vault.now());
  for (const notice of overdue) await answerNotice(vault, notice, 'escalated');
  return waiting.length - overdue.length;
}

/** What became of each third party, once all of them have confirmed or were escalated. */
export async function answersOf(execution: Execution, asked: Asked, told: number): Promise<Recipient[]> {
  if (told === 0) return [];
  await advance(execution, asked, { name: 'ask_third_parties' });
  for (let looks = 0; ; looks++) {
    const waiting = await kept(execution, 'look for answers', () => outstanding(execution, asked.requestId));
    if (waiting === 0) break;
    await execution.context.wait('answers', { seconds: lookAgainAfterMs(looks) / 1000 });
  }
  return kept(execution, 'answers', async () =>
    (await noticesOf(execution.services.vault, asked.requestId)).map(recipientIn),
  );
}
