import { join } from 'node:path';
import {
  GetIPSetCommand,
  type GetIPSetCommandOutput,
  ListIPSetsCommand,
  UpdateIPSetCommand,
  WAFInvalidParameterException,
  WAFNonexistentItemException,
  WAFOptimisticLockException,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { expect, it, onTestFinished } from 'vitest';
import { type LocalWaf, openWaf } from '#/local/waf/waf.ts';
import { givenAwsEndpoint, givenFolder, REGION } from '#/test/support/local-aws.ts';

const sets = [
  { name: 'blocked-ipv4', family: 'IPV4' },
  { name: 'blocked-ipv6', family: 'IPV6' },
] as const;

function givenWaf(file = join(givenFolder(), 'waf.sqlite')): LocalWaf {
  const waf = openWaf({ region: REGION, file, sets });
  onTestFinished(() => waf.close());
  return waf;
}

async function givenClient(waf: LocalWaf) {
  const { client } = await givenAwsEndpoint({ services: [waf.service] });
  const sdk = new WAFV2Client(client);
  const named = (Name: string) => ({ Name, Id: waf.arn(Name)?.split('/').at(-1) ?? '', Scope: 'REGIONAL' as const });
  const read = (Name: string): Promise<GetIPSetCommandOutput> => sdk.send(new GetIPSetCommand(named(Name)));
  const write = (Name: string, LockToken: string | undefined, Addresses: string[]) =>
    sdk.send(new UpdateIPSetCommand({ ...named(Name), LockToken, Addresses }));
  return { sdk, named, read, write };
}

it('IR3: an address list is read with a token and written with it, once', async () => {
  const waf = givenWaf();
  const { read, write } = await givenClient(waf);

  const { IPSet, LockToken } = await read('blocked-ipv4');
  expect(IPSet).toMatchObject({ ARN: waf.arn('blocked-ipv4'), IPAddressVersion: 'IPV4', Addresses: [] });
  const { NextLockToken } = await write('blocked-ipv4', LockToken, ['203.0.113.0/24']);
  await expect(write('blocked-ipv4', LockToken, [])).rejects.toBeInstanceOf(WAFOptimisticLockException);

  const after = await read('blocked-ipv4');
  expect([after.IPSet?.Addresses, after.LockToken]).toEqual([['203.0.113.0/24'], NextLockToken]);
});

it('IR3: exactly the listed addresses are blocked, those of IPv4 in the clothes of IPv6 too, and after a restart', async () => {
  const file = join(givenFolder(), 'waf.sqlite');
  const waf = givenWaf(file);
  const { read, write } = await givenClient(waf);
  await write('blocked-ipv4', (await read('blocked-ipv4')).LockToken, ['203.0.113.0/24']);
  await write('blocked-ipv6', (await read('blocked-ipv6')).LockToken, ['2001:db8:1::/48']);
  waf.close();

  const { blocks } = givenWaf(file);
  expect(['203.0.113.7', '::ffff:203.0.113.7', '2001:db8:1::7'].map(blocks)).toEqual([true, true, true]);
  expect(['203.0.114.7', '2001:db8:2::7', '', 'no address'].map(blocks)).toEqual([false, false, false, false]);
});

it('IR3: lists come in pages, by name', async () => {
  const { sdk } = await givenClient(givenWaf());

  const first = await sdk.send(new ListIPSetsCommand({ Scope: 'REGIONAL', Limit: 1 }));
  const second = await sdk.send(
    new ListIPSetsCommand({ Scope: 'REGIONAL', Limit: 1, NextMarker: first.NextMarker ?? '' }),
  );

  const names = [first, second].flatMap(({ IPSets = [] }) => IPSets.map(({ Name }) => Name));
  expect(names).toEqual(['blocked-ipv4', 'blocked-ipv6']);
  expect(second.NextMarker).toBeUndefined();
});

it('IR3: what AWS refuses is refused in its words', async () => {
  const { sdk, named, read, write } = await givenClient(givenWaf());
  const { LockToken } = await read('blocked-ipv4');

  for (const range of ['0.0.0.0/0', '203.0.113.7', '203.0.113.0/33', 'anybody', '2001:db8::/32'])
    await expect(write('blocked-ipv4', LockToken, [range]), range).rejects.toBeInstanceOf(WAFInvalidParameterException);
  const stranger = new GetIPSetCommand({ ...named('blocked-ipv4'), Id: 'another' });
  await expect(sdk.send(stranger)).rejects.toBeInstanceOf(WAFNonexistentItemException);
  const atTheEdge = new GetIPSetCommand({ ...named('blocked-ipv4'), Scope: 'CLOUDFRONT' });
  await expect(sdk.send(atTheEdge)).rejects.toBeInstanceOf(WAFInvalidParameterException);
});
