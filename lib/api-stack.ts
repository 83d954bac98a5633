import {
  AccessLogFormat,
  ApiDefinition,
  CfnAccount,
  type CfnRestApi,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { apiScope } from '#/domain/access/token.ts';
import { type Area, servesApi } from '#/domain/api/area.ts';
import { forApiGateway } from '#/domain/api/openapi/for-api-gateway.ts';
import { apiName, apiStage, functionArn, logGroupName, roleName } from '#/lib/names.ts';
import type { BlockLists } from './block-lists-stack.ts';
import { areaFunction, type BundleOf, type Inside } from './constructs/area-function.ts';
import { standsInside } from './constructs/area-kinds.ts';
import type { AreaResources } from './constructs/area-resources.ts';
import { encryptedLogGroup } from './constructs/encrypted-log-group.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import { webAcl } from './constructs/web-acl.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

type Options = {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly areas: readonly Area[];
  readonly resources: Omit<AreaResources, 'place'>;
  readonly bundleOf: BundleOf;
  readonly blocked: BlockLists;
  /** Absent where `isolatedNetwork` is off. */
  readonly inside: Inside | undefined;
};

/** The API of an instance: a function per area, one REST API imported from the contracts, the firewall before it. */
export function apiStack(scope: Construct, options: Options): void {
  const { instance, keys, blocked } = options;
  const stack = new RegionalStack(scope, 'Api', instance);
  const served = options.areas.filter(servesApi);
  const functions = served.map((area) => servedFunction(stack, area, options));
  const api = restApi(stack, served, options);
  for (const fn of functions) mayCall(stack, api, fn);
  webAcl(stack, api.deploymentStage.stageArn, blocked, keys.logs);
}

function servedFunction(stack: RegionalStack, area: Area, options: Options): LambdaFunction {
  const { keys, bundleOf, resources, inside } = options;
  return areaFunction(stack, {
    area,
    bundleOf,
    logsKey: keys.logs,
    resources: { ...resources, place: stack.place },
    inside: standsInside(area) ? inside : undefined,
  }).fn;
}

/** What the request log holds, and all of it: route templates, never paths; no address, no person, no header. */
const accessLogFields = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.resourcePath',
  method: '$context.httpMethod',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  refusal: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
  tls: '$context.tlsVersion',
} as const;

function restApi(stack: RegionalStack, areas: readonly Area[], { instance, keys, resources }: Options): SpecRestApi {
  const { pools } = resources;
  if (!pools) throw new TypeError('The API needs user pools.');
  const log = encryptedLogGroup(stack, 'AccessLog', logGroupName(instance.id, 'api-access'), keys.logs);
  const uri = (area: string) =>
    `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${functionArn(stack.place, area)}/invocations`;
  const definition = forApiGateway(areas, {
    title: apiName(instance.id),
    version: '1',
    userPoolArns: [pools.workforce.arn, pools.clients.arn],
    scope: apiScope,
    functionUri: uri,
  });
  const api = new SpecRestApi(stack, 'Rest', {
    restApiName: apiName(instance.id),
    apiDefinition: ApiDefinition.fromInline(definition),
    endpointTypes: [EndpointType.REGIONAL],
    failOnWarnings: true,
    deployOptions: {
      stageName: apiStage,
      accessLogDestination: new LogGroupLogDestination(log),
      accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      // Execution logs and traces would hold paths, headers and bodies.
      loggingLevel: MethodLoggingLevel.OFF,
      dataTraceEnabled: false,
      tracingEnabled: false,
      metricsEnabled: true,
      cachingEnabled: false,
      throttlingRateLimit: instance.throttle.rate,
      throttlingBurstLimit: instance.throttle.burst,
    },
  });
  harden(api);
  api.deploymentStage.node.addDependency(logWriter(stack));
  return api;
}

/** TLS 1.2 with forward secrecy at least, 1.3 offered and preferred, on AWS's own address, too (EN4). */
function harden(api: SpecRestApi): void {
  const rest = api.node.defaultChild as CfnRestApi;
  rest.securityPolicy = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
  rest.endpointAccessMode = 'STRICT';
}

/** API Gateway writes logs by a role of the account and region, and asks for exactly AWS's own policy. */
function logWriter(stack: RegionalStack): CfnAccount {
  const role = new Role(stack, 'LogWriter', {
    roleName: roleName(stack.instance.id, 'api-log'),
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
  });
  return new CfnAccount(stack, 'Account', { cloudWatchRoleArn: role.roleArn });
}

function mayCall(stack: RegionalStack, api: SpecRestApi, fn: LambdaFunction): void {
  new CfnPermission(stack, `api-calls-${fn.node.id}`, {
    action: 'lambda:InvokeFunction',
    functionName: fn.functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: `arn:aws:execute-api:${stack.region}:${stack.account}:${api.restApiId}/${apiStage}/*`,
  });
}
