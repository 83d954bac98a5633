import {
  CfnFlowLog,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type Area, storeActions } from '#/domain/api/area.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { logGroupName, roleName, tableArn } from '#/lib/names.ts';
import { type Inside, opensContent } from './constructs/area-function.ts';
import { encryptedLogGroup } from './constructs/encrypted-log-group.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';
import { dynamoDbPrefixList } from './prefix-lists.ts';

/**
 * Three isolated subnets without any way out. Inside are the functions that can open content (`opensContent`): what they
 * hold cannot be sent anywhere. The user pools' trigger, the public area and the log search hold no content key and stay
 * outside, which saves the endpoint for CloudWatch Logs. The endpoint for user pools exists because areas inside manage
 * accounts. About $22 a month for each of the two interface endpoints; DynamoDB's gateway costs nothing.
 */
export function networkStack(
  scope: Construct,
  { instance, keys, areas }: { instance: Instance; keys: Keys; areas: readonly Area[] },
): Inside {
  const stack = new RegionalStack(scope, 'Network', instance);
  // The CDK's own Vpc does not fit its IVpc under exactOptionalPropertyTypes.
  const vpc = new Vpc(stack, 'Vpc', {
    vpcName: `coachvault-${instance.id}`,
    ipAddresses: IpAddresses.cidr('10.20.0.0/22'),
    maxAzs: 3,
    natGateways: 0,
    subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    // Closing the default group takes a function of the CDK with rights of its own. Nobody is in the group.
    restrictDefaultSecurityGroup: false,
  }) as IVpc;
  flowLogs(stack, vpc, keys);
  const functions = new SecurityGroup(stack, 'FunctionsGroup', {
    vpc,
    description: 'Functions that can open content',
    allowAllOutbound: false,
  });
  functions.addEgressRule(Peer.prefixList(dynamoDbPrefixList(instance.region)), Port.tcp(443), 'DynamoDB');
  const inside = areas.filter(opensContent);
  tablesEndpoint(stack, vpc);
  serviceEndpoint(stack, { vpc, functions }, 'Kms', InterfaceVpcEndpointAwsService.KMS, {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateMac'],
    resources: [keys.wrapping.keyArn, keys.mac.keyArn],
  });
  const poolActions = new Set(inside.flatMap((area) => area.userPools ?? []));
  if (poolActions.size > 0) {
    serviceEndpoint(stack, { vpc, functions }, 'UserPools', InterfaceVpcEndpointAwsService.COGNITO_IDP, {
      actions: [...poolActions].sort().map((action) => `cognito-idp:${action}`),
      resources: [`arn:aws:cognito-idp:${instance.region}:${stack.account}:userpool/*`],
    });
  }
  return { vpc, securityGroup: functions };
}

function flowLogs(stack: RegionalStack, vpc: IVpc, keys: Keys): void {
  const { id } = stack.instance;
  const logGroup = encryptedLogGroup(stack, 'FlowLog', logGroupName(id, 'network-flow'), keys.logs);
  const role = new Role(stack, 'FlowLogRole', {
    roleName: roleName(id, 'flow-log'),
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  });
  const policy = new ManagedPolicy(stack, 'FlowLogPolicy', {
    managedPolicyName: roleName(id, 'flow-log'),
    roles: [role],
    statements: [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    ],
  });
  // Not vpc.addFlowLog(), which gives the role an inline policy.
  const flows = new CfnFlowLog(stack, 'Flows', {
    resourceId: vpc.vpcId,
    resourceType: 'VPC',
    trafficType: 'ALL',
    logGroupName: logGroup.logGroupName,
    deliverLogsPermissionArn: role.roleArn,
  });
  flows.node.addDependency(policy);
}

/** Only the actions that contracts know, only our tables, only our account: other people's tables are out of reach. */
function tablesEndpoint(stack: RegionalStack, vpc: IVpc): void {
  const endpoint = vpc.addGatewayEndpoint('Tables', { service: GatewayVpcEndpointAwsService.DYNAMODB });
  endpoint.addToPolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: [...new Set(Object.values(storeActions).flat())].sort(),
      resources: storeNames.map((store) => tableArn(stack.place, store)),
      conditions: { StringEquals: { 'aws:PrincipalAccount': stack.account } },
    }),
  );
}

function serviceEndpoint(
  stack: RegionalStack,
  { vpc, functions }: { vpc: IVpc; functions: SecurityGroup },
  id: string,
  service: InterfaceVpcEndpointAwsService,
  allowed: { actions: string[]; resources: string[] },
): void {
  const group = new SecurityGroup(stack, `${id}EndpointGroup`, {
    vpc,
    description: `Endpoint ${id}`,
    allowAllOutbound: false,
  });
  group.addIngressRule(functions, Port.tcp(443), 'From the functions');
  functions.addEgressRule(group, Port.tcp(443), `To the endpoint ${id}`);
  const endpoint = vpc.addInterfaceEndpoint(id, { service, open: false, securityGroups: [group] });
  endpoint.addToPolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      ...allowed,
      conditions: { StringEquals: { 'aws:PrincipalAccount': stack.account } },
    }),
  );
}
