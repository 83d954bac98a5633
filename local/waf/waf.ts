import { isIP } from 'node:net';
import type * as z from 'zod';
import { localAccount } from '#/local/aws/account.ts';
import { AwsError, type AwsService } from '#/local/aws/service.ts';
import { inputs } from './ip-set-input.ts';
import { type IpSet, type IpSets, type NewIpSet, openIpSets } from './ip-sets.ts';

export type WafOptions = {
  readonly region: string;
  /** The SQLite file, created when missing. */
  readonly file: string;
  /** Lists that are made, empty, when missing. */
  readonly sets: readonly NewIpSet[];
};

export type LocalWaf = {
  readonly service: AwsService;
  /** ARN of a list, by its name. */
  arn(name: string): string | undefined;
  /** Whether the firewall before the API refuses this address. */
  blocks(address: string): boolean;
  close(): void;
};

type Waf = { readonly region: string; readonly sets: IpSets };
type ActionName = keyof typeof inputs;
type Action<A extends ActionName> = (waf: Waf, input: z.output<(typeof inputs)[A]>) => Record<string, unknown>;

const arnOf = ({ region }: Waf, { name, id }: IpSet): string =>
  `arn:aws:wafv2:${region}:${localAccount}:regional/ipset/${name}/${id}`;

/** Name and id have to belong together, as on AWS. */
function ipSet({ sets }: Waf, { Name, Id }: { Name: string; Id: string }): IpSet {
  const found = sets.find(Name);
  if (found?.id === Id) return found;
  const message = 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.';
  throw new AwsError('WAFNonexistentItemException', message);
}

const getIpSet: Action<'GetIPSet'> = (waf, input) => {
  const found = ipSet(waf, input);
  const { name: Name, id: Id, family: IPAddressVersion, addresses: Addresses, lockToken: LockToken } = found;
  return { IPSet: { Name, Id, ARN: arnOf(waf, found), IPAddressVersion, Addresses }, LockToken };
};

const updateIpSet: Action<'UpdateIPSet'> = (waf, input) => {
  const { name, family } = ipSet(waf, input);
  const foreign = input.Addresses.some((range) => (isIP(range.split('/')[0] ?? '') === 6) !== (family === 'IPV6'));
  if (foreign) throw new AwsError('WAFInvalidParameterException', `Error reason: an address is not of ${family}.`);
  const NextLockToken = waf.sets.replace(name, input.LockToken, [...new Set(input.Addresses)]);
  if (NextLockToken !== undefined) return { NextLockToken };
  const message =
    'AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it.';
  throw new AwsError('WAFOptimisticLockException', message);
};

const listIpSets: Action<'ListIPSets'> = (waf, { Limit, NextMarker = '' }) => {
  const rest = waf.sets.all().filter(({ name }) => name > NextMarker);
  const shown = rest.slice(0, Limit);
  const IPSets = shown.map((set) => ({ Name: set.name, Id: set.id, LockToken: set.lockToken, ARN: arnOf(waf, set) }));
  return { IPSets, ...(rest.length > shown.length ? { NextMarker: shown.at(-1)?.name } : {}) };
};

const actions: { readonly [A in ActionName]: Action<A> } = {
  GetIPSet: getIpSet,
  UpdateIPSet: updateIpSet,
  ListIPSets: listIpSets,
};

function call<A extends ActionName>(waf: Waf, name: A, input: Record<string, unknown>): Record<string, unknown> {
  const parsed = inputs[name].safeParse(input);
  if (parsed.success) return actions[name](waf, parsed.data as z.output<(typeof inputs)[A]>);
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  throw new AwsError('WAFInvalidParameterException', `Error reason: ${reasons.join('; ')}`);
}

/** The address lists of AWS WAF, as far as a response changes them. The rules before the API are those that block them. */
export function openWaf({ region, file, sets }: WafOptions): LocalWaf {
  const waf: Waf = { region, sets: openIpSets(file, sets) };
  return {
    service: {
      targetPrefix: 'AWSWAF_20190729',
      call: async (name, input) => {
        if (Object.hasOwn(actions, name)) return call(waf, name as ActionName, input);
        const known = Object.keys(actions).join(', ');
        throw new AwsError(
          'UnknownOperationException',
          `The local WAF does not support ${name.slice(0, 100)}. It supports ${known}.`,
        );
      },
    },
    arn: (name) => {
      const found = waf.sets.find(name);
      return found && arnOf(waf, found);
    },
    blocks: waf.sets.covers,
    close: waf.sets.close,
  };
}
