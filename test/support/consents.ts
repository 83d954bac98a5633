import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import type { ApiAnswer } from './instance.ts';
import { expectStatus, type Person } from './people.ts';

export type Toggle = {
  readonly purpose: ConsentPurpose;
  readonly state: string;
  readonly inForce: boolean;
  readonly outdated: boolean;
  readonly scopes: readonly string[];
  readonly notice: { readonly noticeId: string; readonly fingerprint: string; readonly text: readonly string[] };
  readonly noticeProof: string;
};

/** What a screen has loaded before a choice is made. */
export async function givenToggle(person: Person, purpose: ConsentPurpose): Promise<Toggle> {
  const { consents } = expectStatus(await person.call('GET', '/v1/me/consents'), 200) as { consents: Toggle[] };
  return consents.find((toggle) => toggle.purpose === purpose) as Toggle;
}

/** Reads the notice and answers it, as a person at a screen does. */
export async function choose(
  person: Person,
  purpose: ConsentPurpose,
  choice: 'given' | 'refused' | 'withdrawn',
  scopes?: readonly string[],
): Promise<ApiAnswer> {
  const { noticeProof } = await givenToggle(person, purpose);
  const body = { purpose, choice, noticeProof, ...(scopes ? { scopes } : {}) };
  return person.call('PUT', '/v1/me/consents', { body });
}

export async function givenConsent(person: Person, purpose: ConsentPurpose, scopes?: readonly string[]): Promise<void> {
  expectStatus(await choose(person, purpose, 'given', scopes), 200);
}

export async function givenWithdrawal(person: Person, purpose: ConsentPurpose): Promise<void> {
  expectStatus(await choose(person, purpose, 'withdrawn'), 200);
}
