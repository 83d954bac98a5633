import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { type StaffRole, staffRoles } from '#/domain/access/roles.ts';
import { email as emailAddress } from '#/domain/text.ts';
import { type Instance, instances } from '#/lib/instances.ts';
import { keyAlias, userPoolName } from '#/lib/names.ts';
import { totpCode } from '#/local/demo/totp.ts';
import type { Operator } from '#/operator/operator.ts';
import { UnusableFile } from '#/operator/verify/read-text.ts';
import { verifyFile } from '#/operator/verify/verify.ts';

/** What a person typed is not what the command takes; the message says what it does. */
class Misuse extends Error {}

const help = `npm run coachvault -- <command>

  found <instance>                                      write the rows without which nobody gets in; may be repeated
  add-staff <instance> --role <role> --email <address>  invite a member of staff (${staffRoles.join(', ')})
  rewrap-keys <instance>                                wrap every data key afresh, after the wrapping key was rotated
  suspend <instance>                                    keep everybody out, as before a restored table serves
  restore-check <instance> [--since <date>] [--apply]   compare restored tables with the ledger of erasures, withdrawals,
                                                        ended relations and holds; with --apply repeat what they have
                                                        forgotten. Exits with 0 if they may serve, 1 if not
  resume <instance>                                     let people in again; everybody signs in anew
  verify <file or folder> [--keys <file>]               check a receipt, ledger, certificate or manifest, or the
                                                        folder of a case with all its evidence, offline; the
                                                        keys are the instance's /.well-known/jwks.json, saved as
                                                        keys.json beside it. Exits with 0 if valid, 1 if not
  documents <folder> [--instance <id>] [--counts <file>]
                                                        write the record of processing, notices, registers and
                                                        assessments, as Markdown and HTML; with the counts of a
                                                        quarter (JSON) its transparency report, too
  code <base32 secret>                                  the six digits an authenticator app would show now
  help                                                  this`;

function instanceNamed(id: string | undefined): Instance {
  const found = Object.entries<Instance>(instances).find(([name]) => name === id)?.[1];
  if (found) return found;
  throw new Misuse(`There is no instance "${id ?? ''}". lib/instances.ts has: ${Object.keys(instances).join(', ')}.`);
}

// What only some commands need is loaded by them: the AWS SDK and the contracts take most of a start.
async function workforcePool({ id, region }: Instance): Promise<string> {
  const { CognitoIdentityProviderClient, paginateListUserPools } = await import(
    '@aws-sdk/client-cognito-identity-provider'
  );
  const name = userPoolName(id, 'workforce');
  const client = new CognitoIdentityProviderClient({ region });
  for await (const { UserPools = [] } of paginateListUserPools({ client }, { MaxResults: 60 })) {
    const pool = UserPools.find(({ Name }) => Name === name);
    if (pool?.Id) return pool.Id;
  }
  throw new Misuse(`The user pool ${name} is not in ${region}. Deploy the instance first: npm run deploy -- ${id}`);
}

async function operatorOf(instance: Instance): Promise<Operator> {
  const { openOperator } = await import('#/operator/operator.ts');
  const { id, region } = instance;
  const workforcePoolId = await workforcePool(instance);
  const keys = { wrapping: keyAlias(id, 'wrapping'), mac: keyAlias(id, 'mac'), signing: keyAlias(id, 'signing') };
  return openOperator({ instance: id, region, keys, workforcePoolId, now: Date.now });
}

function staffRole(role: string | undefined): StaffRole {
  const found = staffRoles.find((known) => known === role);
  if (found) return found;
  throw new Misuse(`--role takes one of ${staffRoles.join(', ')}.`);
}

function address(value: string | undefined): string {
  const { success, data } = emailAddress().safeParse(value);
  if (success) return data;
  throw new Misuse('--email takes an e-mail address, such as kim@example.com.');
}

type Given = {
  readonly operand: string | undefined;
  readonly role: string | undefined;
  readonly email: string | undefined;
  readonly keys: string | undefined;
  readonly instance: string | undefined;
  readonly counts: string | undefined;
  readonly since: string | undefined;
  readonly apply: boolean | undefined;
};

/** How far back a restore looks unless told otherwise: further than any copy of a table reaches. */
const ledgerDays = 36;

/** The start of a day in UTC, in epoch ms. */
function dayOf(since: string | undefined): number {
  if (since === undefined) return Date.now() - ledgerDays * 86_400_000;
  const { success } = z.iso.date().safeParse(since);
  if (success) return Date.parse(since);
  throw new Misuse('--since takes a day, such as 2026-11-21.');
}

const commands: Readonly<Record<string, (given: Given) => Promise<string> | string>> = {
  async found({ operand }) {
    const instance = instanceNamed(operand);
    await (await operatorOf(instance)).found();
    return `${instance.id} is founded.`;
  },
  async 'add-staff'({ operand, role, email }) {
    const instance = instanceNamed(operand);
    const [asRole, to] = [staffRole(role), address(email)];
    return `Invited ${await (await operatorOf(instance)).addStaff(asRole, to)} as ${asRole}.`;
  },
  async 'rewrap-keys'({ operand }) {
    const { rewrapped, gone } = await (await operatorOf(instanceNamed(operand))).rewrapKeys();
    return `${rewrapped} data keys wrapped afresh; ${gone} were destroyed meanwhile and stay so.`;
  },
  async suspend({ operand }) {
    const instance = instanceNamed(operand);
    await (await operatorOf(instance)).suspend();
    return `${instance.id} keeps everybody out. Let them in again: npm run coachvault -- resume ${instance.id}`;
  },
  async 'restore-check'({ operand, since, apply = false }) {
    const [instance, from] = [instanceNamed(operand), dayOf(since)];
    const { mayServe, says } = await (await operatorOf(instance)).restoreCheck({ since: from, apply });
    if (!mayServe) process.exitCode = 1;
    return says;
  },
  async resume({ operand }) {
    const instance = instanceNamed(operand);
    await (await operatorOf(instance)).resume();
    return `${instance.id} lets people in again; everybody signs in anew.`;
  },
  verify({ operand, keys }) {
    if (operand === undefined) throw new Misuse('verify takes a file, such as receipt.json.');
    const { isValid, says } = verifyFile(operand, keys);
    if (!isValid) process.exitCode = 1;
    return says;
  },
  async documents({ operand: folder, instance, counts }) {
    if (folder === undefined) throw new Misuse('documents takes a folder to write to, such as documents.');
    const of = instance === undefined ? Object.values<Instance>(instances) : [instanceNamed(instance)];
    const { sayDocuments } = await import('./documents.ts');
    return sayDocuments(folder, of, counts);
  },
  code({ operand = '' }) {
    if (!/^[A-Z2-7]{16,}=*$/i.test(operand)) throw new Misuse('code takes the base32 secret of an authenticator.');
    return totpCode(operand, Date.now());
  },
  help: () => help,
};

async function run(): Promise<string> {
  const text = { type: 'string' } as const;
  const options = {
    ...{ role: text, email: text, keys: text, instance: text, counts: text, since: text },
    apply: { type: 'boolean' },
  } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [name = 'help', operand, ...more] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || more.length > 0) throw new Misuse(`There is no such command.\n\n${help}`);
  const { role, email, keys, instance, counts, since, apply } = values;
  return command({ operand, role, email, keys, instance, counts, since, apply });
}

/** 2: what was typed cannot be done; 1: it was tried, and failed. */
const exitCode = (error: Error & { readonly code?: string }): number =>
  error instanceof Misuse || error instanceof UnusableFile || error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;

run().then(
  (said) => console.log(said),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = exitCode(error);
  },
);
