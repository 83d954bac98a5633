import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '#/local/demo/totp.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { givenSignedIn } from '#/test/support/people.ts';

const program = fileURLToPath(new URL('../../bin/coachvault.ts', import.meta.url));
const run = promisify(execFile);

describe('npm run coachvault', () => {
  let instance: GivenInstance;

  beforeAll(async () => {
    instance = await givenInstance();
  });

  /** Runs the command as an operator with credentials of the instance's account does. */
  const operate = (...words: string[]) => {
    const { endpoint, region } = instance.awsConfig;
    const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, AWS_REGION: region };
    return run(process.execPath, [program, ...words], {
      env: { ...env, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    });
  };

  const expectMisuse = (words: string[], sentence: RegExp) =>
    expect(operate(...words)).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });

  it('founds an instance as often as asked, and adds staff who sign in and have only their role', async () => {
    expect((await operate('found', 'eu')).stdout).toBe('eu is founded.\n');
    const email = 'sam.security@people.example';
    const { stdout } = await operate('add-staff', 'eu', '--role', 'security', '--email', email);
    const person = await givenSignedIn(instance, 'security', email);
    expect(stdout).toBe(`Invited ${person.personId} as security.\n`);
    expect((await person.call('GET', '/v1/me')).body).toMatchObject({ roles: ['security'] });
    expect((await person.call('GET', '/v1/engagements')).status).toBe(403);
  });

  it('BA6: keeps everybody out while a restore is compared with the ledger, and lets them in again', async () => {
    await operate('found', 'eu');
    expect((await operate('suspend', 'eu')).stdout).toMatch(/^eu keeps everybody out\./);
    expect((await operate('restore-check', 'eu', '--since', '2026-11-01', '--apply')).stdout).toMatch(
      /^The ledger has 0 entries since 2026-11-01\. The tables agree/,
    );
    expect((await operate('resume', 'eu')).stdout).toMatch(/everybody signs in anew/);
    await expect(operate('restore-check', 'eu', '--apply')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/Suspend it first/),
    });
    await expectMisuse(['restore-check', 'eu', '--since', 'yesterday'], /--since takes a day/);
  });

  it('shows the code of an authenticator', async () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const possible = [-30_000, 0, 30_000].map((shift) => totpCode(secret, Date.now() + shift));
    expect(possible).toContain((await operate('code', secret)).stdout.trim());
  });

  it('says what is wrong and what there is', async () => {
    await expectMisuse(['found', 'mars'], /^There is no instance "mars"\. lib\/instances\.ts has: eu, na\.\n$/);
    await expectMisuse(['add-staff', 'eu', '--role', 'coach', '--email', 'a@b.example'], /--role takes one of support/);
    await expectMisuse(
      ['add-staff', 'eu', '--role', 'support', '--email', 'nobody'],
      /--email takes an e-mail address/,
    );
    await expectMisuse(['code', 'no secret'], /base32/);
    await expectMisuse(['dance'], /^There is no such command\./);
    await expectMisuse(['help', '--loud'], /Unknown option '--loud'/);
  });
});
