import type { Services } from '#/lambdas/platform/services.ts';
import type { Integration } from '#/vault/sharing.ts';
import { NoReply, post, type Reply } from './post.ts';
import { signedMessage } from './signed-message.ts';
import { wayOut } from './way-out.ts';

/** Which attempt it is: what is sent again can be stopped while what is new goes on. */
export type Turn = { readonly isFirst: boolean; readonly isLast?: boolean };

/** One attempt to send something to an integration. Undefined: nothing came back, and why is nobody’s business but the log’s. */
export async function attempt(
  { now }: Services,
  { values: { endpoint, signingKeys = [] } }: Integration,
  message: { readonly id: string; readonly body: string },
): Promise<Reply | undefined> {
  const signed = signedMessage(message.id, message.body, signingKeys, now());
  return post(new URL(endpoint), signed, wayOut()).catch((cause: unknown) => {
    if (cause instanceof NoReply) return undefined;
    throw cause;
  });
}

export const hasArrived = (reply: Reply | undefined): boolean =>
  reply !== undefined && reply.status >= 200 && reply.status < 300;
/** The endpoint is gone for good (Standard Webhooks). */
export const isGone = (reply: Reply | undefined): boolean => reply?.status === 410;

/** Whether an answer says that the message was acted on, and not just that it arrived: it repeats the message’s id. */
export function acknowledges(reply: Reply | undefined, id: string): boolean {
  if (!reply || !hasArrived(reply)) return false;
  try {
    return (JSON.parse(reply.body) as { acknowledged?: unknown } | null)?.acknowledged === id;
  } catch {
    return false;
  }
}
