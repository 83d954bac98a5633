import { makeProgramme, type Programme } from '#/local/demo/demo-programme.ts';
import type { GivenInstance } from './instance.ts';

/** Somebody signed in for every role, an organisation with signed terms, and an active engagement of coach and client. */
export const givenProgramme = (instance: GivenInstance, tag = 'test'): Promise<Programme> =>
  makeProgramme(
    instance,
    (role) => `${role}.${tag}@programme.example`,
    () => undefined,
  );
