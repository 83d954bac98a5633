import { InterfaceVpcEndpointAwsService, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import type { Inside } from './area-function.ts';
import type { AreaResources } from './area-resources.ts';
import { startStatements } from './area-statements.ts';
import { executionStatements } from './job-statements.ts';
import { keyStatements } from './key-statements.ts';
import type { RegionalStack } from './regional-stack.ts';

type Allowed = { readonly actions: readonly string[]; readonly resources: readonly string[] };

const allowedBy = (statements: readonly PolicyStatement[]): Allowed => ({
  actions: statements.flatMap(({ actions }) => actions),
  resources: statements.flatMap(({ resources }) => resources),
});

/** Doors in the wall, one per service of AWS that a contract of the functions inside asks for. No contract asks, no door. */
export function serviceEndpoints(
  stack: RegionalStack,
  inside: Inside,
  areas: readonly Area[],
  resources: AreaResources,
): void {
  const { region, account } = stack;
  const jobs = areas.flatMap((area) => [...startStatements(area, resources), ...executionStatements(area, resources)]);
  const poolActions = areas.flatMap((area) => area.userPools ?? []).map((action) => `cognito-idp:${action}`);
  serviceEndpoint(stack, inside, 'Kms', allowedBy(areas.flatMap((area) => keyStatements(area, resources))));
  serviceEndpoint(stack, inside, 'UserPools', {
    actions: poolActions,
    resources: [`arn:aws:cognito-idp:${region}:${account}:userpool/*`],
  });
  serviceEndpoint(stack, inside, 'Jobs', allowedBy(jobs));
}

const services = {
  Kms: InterfaceVpcEndpointAwsService.KMS,
  UserPools: InterfaceVpcEndpointAwsService.COGNITO_IDP,
  Jobs: InterfaceVpcEndpointAwsService.LAMBDA,
} as const;

function serviceEndpoint(
  stack: RegionalStack,
  { vpc, securityGroup }: Inside,
  id: keyof typeof services,
  { actions, resources }: Allowed,
): void {
  if (actions.length === 0) return;
  const group = new SecurityGroup(stack, `${id}EndpointGroup`, {
    vpc,
    description: `Endpoint ${id}`,
    allowAllOutbound: false,
  });
  group.addIngressRule(securityGroup, Port.tcp(443), 'From the functions');
  securityGroup.addEgressRule(group, Port.tcp(443), `To the endpoint ${id}`);
  const endpoint = vpc.addInterfaceEndpoint(id, { service: services[id], open: false, securityGroups: [group] });
  endpoint.addToPolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: [...new Set(actions)].sort(),
      resources: [...new Set(resources)],
      conditions: { StringEquals: { 'aws:PrincipalAccount': stack.account } },
    }),
  );
}
