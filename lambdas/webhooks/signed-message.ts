import { Webhook } from 'standardwebhooks';
import type { Message } from './post.ts';

/**
 * A message after the Standard Webhooks specification: its id stays the same over all attempts, its time and signatures are
 * of this attempt. Signed with every key that counts, so that a receiver can change over to a new one.
 */
export function signedMessage(id: string, body: string, keys: readonly string[], now: number): Message {
  const at = new Date(now);
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'CoachVault-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': keys.map((key) => new Webhook(key).sign(id, at, body)).join(' '),
    },
    body,
  };
}
