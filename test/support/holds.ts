import { expectStatus, type Person } from './people.ts';

export const holdBody = {
  reason: 'litigation',
  authority: 'CASE-2026-117',
  reviewAt: '2027-06-30',
  personIsTold: true,
} as const;

/** A hold that somebody has asked for and nobody approved. Answers its id. */
export async function givenHoldAsked(by: Person, personId: string, more: object = {}): Promise<string> {
  const answer = await by.call('POST', '/v1/privacy/holds', { body: { ...holdBody, personId, ...more } });
  return String(expectStatus(answer, 201).holdId);
}

/** Two people of the office. */
export type Office = { readonly first: Person; readonly second: Person };

/** A hold in force. */
export async function givenHold({ first, second }: Office, personId: string, more: object = {}): Promise<string> {
  const holdId = await givenHoldAsked(first, personId, more);
  expectStatus(await second.call('POST', `/v1/privacy/holds/${holdId}/approve`), 200);
  return holdId;
}

export async function givenReleaseAsked({ first }: Pick<Office, 'first'>, holdId: string): Promise<void> {
  expectStatus(await first.call('POST', `/v1/privacy/holds/${holdId}/release`), 200);
}

export async function givenRelease(office: Office, holdId: string): Promise<void> {
  await givenReleaseAsked(office, holdId);
  expectStatus(await office.second.call('POST', `/v1/privacy/holds/${holdId}/release/approve`), 200);
}
