import { CfnFlowLog, IpAddresses, type IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { logGroupName, roleName } from '#/lib/names.ts';
import type { Inside } from './constructs/area-function.ts';
import { standsInside } from './constructs/area-kinds.ts';
import type { AreaResources } from './constructs/area-resources.ts';
import { encryptedLogGroup } from './constructs/encrypted-log-group.ts';
import { gatewayEndpoints } from './constructs/gateway-endpoints.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import { serviceEndpoints } from './constructs/service-endpoints.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

type Options = {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly areas: readonly Area[];
  readonly resources: Omit<AreaResources, 'place'>;
};

/**
 * Three isolated subnets without any way out. Inside are the functions that can open content (`standsInside`): what they
 * hold cannot be sent anywhere. The others hold no content key, or their contract sends them outside; that no function
 * inside searches logs saves the endpoint for CloudWatch Logs. Services are reached as far as contracts inside ask for them:
 * about $22 a month for each interface endpoint (KMS; Cognito where accounts are managed; Lambda where jobs are started or
 * save their state). The gateways of DynamoDB and S3 cost nothing.
 */
export function networkStack(scope: Construct, { instance, keys, areas, resources }: Options): Inside {
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
  const securityGroup = new SecurityGroup(stack, 'FunctionsGroup', {
    vpc,
    description: 'Functions that can open content',
    allowAllOutbound: false,
  });
  gatewayEndpoints(stack, { vpc, securityGroup });
  serviceEndpoints(stack, { vpc, securityGroup }, areas.filter(standsInside), { ...resources, place: stack.place });
  return { vpc, securityGroup };
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
