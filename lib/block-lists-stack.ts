import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnIPSet } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { blockListName } from '#/lib/names.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

export type BlockLists = { readonly IPV4: string; readonly IPV6: string };
const families = ['IPV4', 'IPV6'] as const;

/**
 * The address lists that playbooks fill while the API runs. CloudFormation writes a resource only when its text changes,
 * so these two stand alone in a stack, take nothing from anywhere, and a test holds their text still: a deploy leaves
 * the addresses as they are. See docs/decisions/0005-block-lists-in-a-stack-of-their-own.md.
 */
export function blockListsStack(scope: Construct, instance: Instance): BlockLists {
  const stack = new RegionalStack(scope, 'BlockLists', instance);
  const lists = families.map((family) => {
    const list = new CfnIPSet(stack, family, {
      name: blockListName(instance.id, family),
      scope: 'REGIONAL',
      ipAddressVersion: family,
      addresses: [],
    });
    list.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return [family, list.attrArn];
  });
  return Object.fromEntries(lists) as BlockLists;
}
