import type { ApiAnswer } from './instance.ts';
import { expectStatus, type Person } from './people.ts';

/** A rights request as its person sees it, as far as tests look. */
export type ShownRequest = {
  readonly requestId: string;
  readonly state: string;
  readonly due: { readonly at: string; readonly regime: string | null; readonly citation: string };
  readonly reminders: readonly { readonly at: string; readonly to: string }[];
  readonly stays: readonly { readonly entity: string }[];
  readonly graceUntil: string | null;
  readonly copy: { readonly bytes: number; readonly pieces: number; readonly expiresAt: string } | null;
};
type Named = Pick<ShownRequest, 'requestId'>;

export const ask = (person: Person, body: object): Promise<ApiAnswer> =>
  person.call('POST', '/v1/me/requests', { body });

export const onRequest = (person: Person, { requestId }: Named, what: string): Promise<ApiAnswer> =>
  person.call('POST', `/v1/me/requests/${requestId}/${what}`);

export async function givenRequest(person: Person, body: object): Promise<ShownRequest> {
  return expectStatus(await ask(person, body), 201) as unknown as ShownRequest;
}

/** A request that its person has confirmed. */
export async function givenConfirmed(person: Person, body: object): Promise<ShownRequest> {
  const request = await givenRequest(person, body);
  return expectStatus(await onRequest(person, request, 'confirm'), 200) as unknown as ShownRequest;
}

export async function readRequest(person: Person, { requestId }: Named): Promise<ShownRequest> {
  return expectStatus(await person.call('GET', `/v1/me/requests/${requestId}`), 200) as unknown as ShownRequest;
}
