import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { once } from '#/domain/once.ts';
import { instanceStage, siblingsOf } from '#/lib/instance.ts';
import { type Instance, instances } from '#/lib/instances.ts';
import { type Finding, findings } from '#/lib/nag.ts';
import { everyArea } from '#/test/lib/every-area.ts';

type Resource = { readonly Type: string; readonly Properties: Record<string, unknown> } & Record<string, unknown>;
export type StackTemplate = {
  readonly instance: Instance;
  /** `Keys`, `Data`, ... */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly dependsOn: readonly string[];
  readonly text: string;
  readonly resources: Readonly<Record<string, Resource>>;
};
export type Synthesised = { readonly stacks: readonly StackTemplate[]; findings(): readonly Finding[] };

/** Eu with every switch of an instance turned. */
export const switched: Instance = {
  ...instances.eu,
  account: '111122223333',
  isolatedNetwork: false,
  backupLock: 'compliance',
};
/** One more entry beside ours. */
export const canada: Instance = {
  ...instances.na,
  id: 'ca',
  region: 'ca-central-1',
  backupRegion: 'us-east-2',
  door: 'https://ca.api.coachvault.example',
};

const remembered = new Map<string, Synthesised>();

/** Every template of these instances, synthesised once for all tests of a file, as `cdk synth` does with cdk.json. */
export function givenTemplates(wanted: readonly Instance[] = Object.values(instances)): Synthesised {
  const key = JSON.stringify(wanted);
  const known = remembered.get(key);
  if (known) return known;
  const made = synthesise(wanted);
  remembered.set(key, made);
  return made;
}

/** What instances of other people could be like. */
export const givenOtherTemplates = (): Synthesised => givenTemplates([switched, canada]);

/** What the templates hold does not depend on what the functions do: an empty one stands for each. */
function synthesise(wanted: readonly Instance[]): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), 'coachvault-synth-'));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = () => {};\n');
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const outdir = mkdtempSync(join(tmpdir(), 'coachvault-cdk-'));
  const app = new App({ context, outdir, analyticsReporting: false });
  for (const instance of wanted) {
    instanceStage(app, instance, { areas: everyArea, bundleOf: () => folder, siblings: siblingsOf(instance, wanted) });
  }
  const { nestedAssemblies } = app.synth();
  const stacks = nestedAssemblies.flatMap(({ nestedAssembly }) =>
    nestedAssembly.stacks.map((stack): StackTemplate => {
      const template = stack.template as { Resources: Record<string, Resource> };
      const [, id = '', name = ''] = /^CoachVault-([a-z]+)-(\w+)$/.exec(stack.stackName) ?? [];
      return {
        instance: wanted.find((instance) => instance.id === id) as Instance,
        name,
        account: stack.environment.account,
        region: stack.environment.region,
        dependsOn: stack.dependencies.map((other) => other.id),
        text: JSON.stringify(template),
        resources: template.Resources,
      };
    }),
  );
  for (const made of [folder, outdir]) rmSync(made, { recursive: true, force: true });
  return { stacks, findings: once(() => findings(app)) };
}

/** All resources of one type, or of all types, with their stack and logical id. */
export function resourcesOf(stacks: readonly StackTemplate[], type?: string) {
  return stacks.flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([, resource]) => type === undefined || resource.Type === type)
      .map(([id, resource]) => ({ stack, id, type: resource.Type, properties: resource.Properties ?? {}, resource })),
  );
}

export type Statement = {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: Record<string, unknown> | string;
  readonly Condition?: Record<string, Record<string, unknown>>;
};
export const list = <T>(value: T | readonly T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T];
export const statementsOf = (document: unknown): Statement[] =>
  list((document as { Statement: Statement | Statement[] }).Statement);

/** An ARN with `<account>` where CloudFormation puts the account of the deployment. */
export function plainArn(arn: unknown): string {
  const parts = (arn as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join']?.[1];
  return parts ? parts.map((part) => (typeof part === 'string' ? part : '<account>')).join('') : String(arn);
}

/** Every statement of every policy of every kind, with where it stands. */
export function allStatements(stacks: readonly StackTemplate[]) {
  return resourcesOf(stacks).flatMap(({ stack, id, type, properties }) => {
    const documents = ['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument'].map((name) => properties[name]);
    return documents
      .filter((document) => typeof document === 'object' && document !== null)
      .flatMap((document) => statementsOf(document).map((statement) => ({ stack, id, type, statement })));
  });
}
