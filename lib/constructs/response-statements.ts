import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Area } from '#/domain/api/area.ts';
import { type ResponsePower, responseActions } from '#/domain/api/response-powers.ts';
import { roleArn, staffRoles, trailArn } from '#/lib/names.ts';
import type { AreaResources } from './area-resources.ts';

/** What only a response has to find; absent where functions are made before it exists. */
export function responseFacts({ response }: AreaResources): NonNullable<AreaResources['response']> {
  if (!response) throw new TypeError('A function that responds is made after the block lists: see lib/instance.ts.');
  return response;
}

/** What a contract may do to AWS itself: its actions, each on the few resources that it is for. */
export function responseStatements({ responds = [] }: Area, resources: AreaResources): PolicyStatement[] {
  const { place } = resources;
  const arns: Readonly<Record<ResponsePower, () => readonly string[]>> = {
    addresses: () => Object.values(responseFacts(resources).blockLists),
    trail: () => [trailArn(place)],
    staffSessions: () => staffRoles.map((user) => roleArn(place, user)),
    keys: () => responseFacts(resources).keyArns,
  };
  return responds.flatMap((power) => {
    const wide = responseActions[power].filter((action) => withoutResource.includes(action));
    const narrow = responseActions[power].filter((action) => !withoutResource.includes(action));
    return [
      new PolicyStatement({ sid: `Response${power}`, actions: narrow, resources: [...arns[power]()] }),
      ...(wide.length > 0
        ? [new PolicyStatement({ sid: `Response${power}Lookup`, actions: wide, resources: ['*'] })]
        : []),
    ];
  });
}

/** IAM knows no resource for these; they read. */
const withoutResource: readonly string[] = ['cloudtrail:LookupEvents'];
