import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import type { Toggle } from './consents.ts';
import type { ApiAnswer, GivenInstance } from './instance.ts';
import { expectStatus, givenMember, givenSignedIn, nextEmail, type Organization, type Person } from './people.ts';

/** The day somebody of this age was born, on the clock of the instance; their birthday was ten days ago. */
export function bornYearsAgo({ clock }: GivenInstance, years: number): string {
  const day = new Date(clock.now() - 10 * 86_400_000);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return day.toISOString().slice(0, 10);
}

export const declareAge = (person: Person, body: object): Promise<ApiAnswer> =>
  person.call('PUT', '/v1/me/age-band', { body });

export async function givenAdult(person: Person, country = 'DE'): Promise<Person> {
  expectStatus(await declareAge(person, { country, band: 'adult' }), 200);
  return person;
}

/** A client of this age who has said so. */
export async function givenMinor(
  instance: GivenInstance,
  organization: Organization,
  years = 12,
  country = 'DE',
): Promise<Person> {
  const person = await givenMember(instance, organization, 'client');
  const bornOn = bornYearsAgo(instance, years);
  expectStatus(await declareAge(person, { country, band: 'minor', bornOn }), 200);
  return person;
}

export const inviteGuardian = (
  minor: Person,
  email: string,
  purposes: readonly ConsentPurpose[] = ['session_recording', 'ai_insights'],
): Promise<ApiAnswer> => minor.call('POST', '/v1/me/guardianships', { body: { email, purposes } });

/** Somebody who was invited as a guardian, has signed in and is of age; the privacy office has not looked yet. */
export async function givenInvitedGuardian(
  instance: GivenInstance,
  minor: Person,
  purposes?: readonly ConsentPurpose[],
): Promise<{ readonly guardian: Person; readonly guardianshipId: string }> {
  const email = nextEmail('client');
  const { guardianshipId } = expectStatus(await inviteGuardian(minor, email, purposes), 202);
  const guardian = await givenAdult(await givenSignedIn(instance, 'client', email));
  return { guardian, guardianshipId: String(guardianshipId) };
}

const seen = { method: 'identity_document', evidence: 'GRD-2041' } as const;

export const confirmGuardianship = (office: Person, guardianshipId: string, body: object = seen): Promise<ApiAnswer> =>
  office.call('POST', `/v1/privacy/guardianships/${guardianshipId}/confirm`, { body });

/** A guardian who decides for the minor. */
export async function givenGuardian(
  instance: GivenInstance,
  office: Person,
  minor: Person,
  purposes?: readonly ConsentPurpose[],
): Promise<{ readonly guardian: Person; readonly guardianshipId: string }> {
  const invited = await givenInvitedGuardian(instance, minor, purposes);
  expectStatus(await confirmGuardianship(office, invited.guardianshipId), 200);
  return invited;
}

/** What a guardian sees of one purpose of a minor. */
export async function givenWardToggle(guardian: Person, ward: Person, purpose: ConsentPurpose): Promise<Toggle> {
  const { consents } = expectStatus(await guardian.call('GET', `/v1/wards/${ward.personId}/consents`), 200) as {
    consents: Toggle[];
  };
  return consents.find((toggle) => toggle.purpose === purpose) as Toggle;
}

/** Reads the notice for the minor and answers it. */
export async function chooseFor(
  guardian: Person,
  ward: Person,
  purpose: ConsentPurpose,
  choice: 'given' | 'refused' | 'withdrawn',
): Promise<ApiAnswer> {
  const { noticeProof } = await givenWardToggle(guardian, ward, purpose);
  return guardian.call('PUT', `/v1/wards/${ward.personId}/consents`, { body: { purpose, choice, noticeProof } });
}
