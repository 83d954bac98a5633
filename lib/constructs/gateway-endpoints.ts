import { GatewayVpcEndpointAwsService, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { bucketActions, storeActions } from '#/domain/api/area.ts';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { bucketArn, tableArn } from '#/lib/names.ts';
import { prefixList } from '#/lib/prefix-lists.ts';
import type { Inside } from './area-function.ts';
import type { RegionalStack } from './regional-stack.ts';

/** Only the actions that contracts know, only our tables and buckets, only our account: other people's are out of reach. */
export function gatewayEndpoints(stack: RegionalStack, { vpc, securityGroup }: Inside): void {
  const { place, account } = stack;
  const passing = (sid: string, actions: readonly string[], resources: readonly string[]) =>
    new PolicyStatement({
      sid,
      principals: [new AnyPrincipal()],
      actions: [...new Set(actions)].sort(),
      resources: [...resources],
      conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
    });
  const toAddressesOf = (service: 'dynamodb' | 's3', says: string): void =>
    securityGroup.addEgressRule(Peer.prefixList(prefixList(place.region, service)), Port.tcp(443), says);

  toAddressesOf('dynamodb', 'DynamoDB');
  const tables = vpc.addGatewayEndpoint('Tables', { service: GatewayVpcEndpointAwsService.DYNAMODB });
  const tableArns = storeNames.map((store) => tableArn(place, store));
  tables.addToPolicy(passing('Tables', Object.values(storeActions).flat(), tableArns));

  toAddressesOf('s3', 'S3');
  const buckets = vpc.addGatewayEndpoint('Buckets', { service: GatewayVpcEndpointAwsService.S3 });
  const bucketArns = bucketNames.map((bucket) => bucketArn(place, bucket));
  // Evidence is laid down and released by functions that stand outside.
  const { list, keep: _keep, release: _release, ...onObjects } = bucketActions;
  const objectArns = bucketArns.map((arn) => `${arn}/*`);
  buckets.addToPolicy(passing('Objects', Object.values(onObjects).flat(), objectArns));
  buckets.addToPolicy(passing('Lists', list, bucketArns));
}
