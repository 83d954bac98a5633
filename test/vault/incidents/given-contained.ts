import { ulid } from 'ulid';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  givenPair,
  givenProgramme,
  givenStaff,
  type Person,
  type Programme,
  vaultOf,
} from '#/test/support/people.ts';
import type { Vault } from '#/vault/vault.ts';

/** An instance in use, and the vault as a response has it. */
export type Containing = {
  readonly instance: GivenInstance;
  readonly vault: Vault;
  readonly operator: Person;
  readonly officer: Person;
  readonly programme: Programme;
  readonly pair: Engagement;
};

export async function givenContaining(): Promise<Containing> {
  const instance = await givenInstance();
  const operator = await givenStaff(instance, 'platform_admin');
  const officer = await givenStaff(instance, 'security');
  const programme = await givenProgramme(instance, operator);
  const pair = await givenPair(instance, programme);
  return { instance, vault: vaultOf(instance), operator, officer, programme, pair };
}

export const newCase = (): string => `eu.incident_${ulid()}`;
export const statusOf = async (person: Person, path = '/v1/me'): Promise<number> =>
  (await person.call('GET', path)).status;
