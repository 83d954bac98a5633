import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { functionArn, functionName, logGroupName, type Place, roleName } from '#/lib/names.ts';
import { callerOf, timeouts } from './area-kinds.ts';
import type { AreaResources } from './area-resources.ts';
import { encryptedLogGroup } from './encrypted-log-group.ts';
import { grantArea } from './grant-area.ts';

export type Inside = { readonly vpc: IVpc; readonly securityGroup: ISecurityGroup };

/** Where the bundle of an area's function lies: a folder with `index.mjs`. */
export type BundleOf = (area: string) => string;

type Options = {
  readonly area: Area;
  readonly resources: AreaResources;
  readonly bundleOf: BundleOf;
  readonly logsKey: IKey;
  /** The isolated network, for functions that stand inside. */
  readonly inside?: Inside | undefined;
  /** Where events end that nobody waits for and the function failed to deal with. */
  readonly deadLetters?: IQueue;
};

export type AreaFunction = { readonly fn: LambdaFunction; readonly role: Role };

/** The function of an area with its own role, its own log group, and exactly what its contract asks for. */
export function areaFunction(
  scope: Construct,
  { area, resources, bundleOf, logsKey, inside, deadLetters }: Options,
): AreaFunction {
  const { place } = resources;
  const logGroup = encryptedLogGroup(scope, `${area.name}-log`, logGroupName(place.id, area.name), logsKey);
  const role = functionRole(scope, place, area, logGroup, Boolean(inside));
  const fn = new LambdaFunction(scope, area.name, {
    functionName: functionName(place.id, area.name),
    description: area.says,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(bundleOf(area.name)),
    handler: 'index.handler',
    // More memory is more processor: less than this makes the cold start the slowest thing a person sees.
    memorySize: 1024,
    timeout: timeouts[callerOf(area)],
    // Trace segments hold request paths, and paths hold ids. The request log has route templates instead.
    tracing: Tracing.DISABLED,
    // The CDK would add inline policies; all that a role may stands in our own.
    role: role.withoutPolicyUpdates(),
    logGroup,
    ...(deadLetters ? { deadLetterQueue: deadLetters } : {}),
    ...(inside
      ? { vpc: inside.vpc, securityGroups: [inside.securityGroup], vpcSubnets: { subnets: inside.vpc.isolatedSubnets } }
      : {}),
  });
  grantArea(fn, role, area, resources);
  return { fn, role };
}

function functionRole(scope: Construct, place: Place, area: Area, logGroup: LogGroup, isInside: boolean): Role {
  const role = new Role(scope, `${area.name}-role`, {
    roleName: roleName(place.id, area.name),
    description: `The function ${functionName(place.id, area.name)}`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  new ManagedPolicy(role, 'Runtime', {
    managedPolicyName: roleName(place.id, `${area.name}-runtime`),
    description: 'What every function needs: writing its own log, and its place in the network',
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: 'OwnLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      ...(isInside ? networkStatements(place, area) : []),
    ],
  });
  return role;
}

/** Lambda makes the function's network interfaces with the function's role; the function's own code may not. */
function networkStatements(place: Place, area: Area): PolicyStatement[] {
  const actions = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ];
  return [
    new PolicyStatement({ sid: 'LambdaNetworkInterfaces', actions, resources: ['*'] }),
    new PolicyStatement({
      sid: 'NotTheCode',
      effect: Effect.DENY,
      actions,
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn(place, area.name) } },
    }),
  ];
}
