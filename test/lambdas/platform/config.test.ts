import { describe, expect, it, vi } from 'vitest';
import { envNames } from '#/domain/api/area.ts';
import { account } from '#/lambdas/account/contract.ts';
import { areas } from '#/lambdas/contract.ts';
import { readConfig } from '#/lambdas/platform/config.ts';
import { publicArea } from '#/lambdas/public/contract.ts';

function givenEnvironment(names: readonly string[]): void {
  for (const name of areas.flatMap(envNames)) vi.stubEnv(name, names.includes(name) ? `the ${name}` : undefined);
}

describe('the environment of a function', () => {
  it('is exactly what its contract names', () => {
    givenEnvironment(envNames(account));
    const config = readConfig(account);
    expect(config.COACHVAULT_TABLE_DIRECTORY).toBe('the COACHVAULT_TABLE_DIRECTORY');
    expect(() => config.COACHVAULT_TABLE_RIGHTS).toThrow('not part of the contract of the account function');
  });

  it('is refused as a whole, naming everything that is missing', () => {
    givenEnvironment(envNames(account).filter((name) => !name.startsWith('COACHVAULT_TABLE')));
    expect(() => readConfig(account)).toThrow(
      'The account function lacks COACHVAULT_TABLE_DIRECTORY, COACHVAULT_TABLE_KEYS, COACHVAULT_TABLE_ACCESSLOG, COACHVAULT_TABLE_ACTIVITY in its environment.',
    );
  });

  it('names no table for what is public, and no key but the one whose public half it shows', () => {
    expect(envNames(publicArea).filter((name) => /TABLE|KEY|LOG/.test(name))).toEqual(['COACHVAULT_SIGNING_KEY']);
  });
});
