import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import { alarmsStack } from './alarms-stack.ts';
import { apiStack } from './api-stack.ts';
import { auditStack } from './audit-stack.ts';
import { backupStack } from './backup-stack.ts';
import { blockListsStack } from './block-lists-stack.ts';
import { bucketsStack } from './buckets-stack.ts';
import type { BundleOf } from './constructs/area-function.ts';
import { copiesStack } from './copies-stack.ts';
import { dataStack } from './data-stack.ts';
import { identityStack } from './identity-stack.ts';
import type { Instance } from './instances.ts';
import { jobsStack } from './jobs-stack.ts';
import { keysStack } from './keys-stack.ts';
import { type KeyUse, logGroupName, stackPrefix } from './names.ts';
import { networkStack } from './network-stack.ts';
import { operatorStack } from './operator-stack.ts';
import { restorerStack } from './restorer-stack.ts';

/** Every key but the one that protects the engine's own state: that is none of its business. */
const keyUses = [
  'data',
  'identity',
  'wrapping',
  'mac',
  'signing',
  'jobs',
  'logs',
  'backup',
] as const satisfies KeyUse[];

type Options = {
  readonly areas: readonly Area[];
  readonly bundleOf: BundleOf;
  /** Doors of the other instances, by id. All that an instance knows about them. */
  readonly siblings: Readonly<Record<string, string>>;
};

/** One region: all stacks of an instance and what each hands to the next. Nothing here reaches another instance. */
export function instanceStage(scope: Construct, instance: Instance, { areas, bundleOf, siblings }: Options): Stage {
  const stage = new Stage(scope, stackPrefix(instance.id), { env: { region: instance.region } });
  const keys = keysStack(stage, instance, areas);
  const data = dataStack(stage, instance, keys.data);
  const copies = copiesStack(stage, { instance, keys, areas });
  const backup = backupStack(stage, { instance, keys, copyKey: copies.backupKey });
  bucketsStack(stage, instance, keys.data);
  backup.addStackDependency(data.stack);
  backup.addStackDependency(copies.stack);

  const resources = {
    instance,
    siblings,
    keys: {
      data: keys.data.keyArn,
      identity: keys.identity.keyArn,
      wrapping: keys.wrapping.keyArn,
      mac: keys.mac.keyArn,
      signing: keys.signing.keyArn,
      jobs: keys.jobs.keyArn,
      response: keys.response.keyArn,
    },
    logGroups: areas.map((area) => logGroupName(instance.id, area.name)),
  };
  const pools = identityStack(stage, { instance, keys, areas, resources, bundleOf });
  const blocked = blockListsStack(stage, instance);
  const inside = instance.isolatedNetwork ? networkStack(stage, { instance, keys, areas, resources }) : undefined;
  const response = { blockLists: blocked, keyArns: keyUses.map((use) => keys[use].keyArn) };
  const all = { ...resources, pools, response };
  apiStack(stage, { instance, keys, areas, resources: all, bundleOf, blocked, inside });
  const outboxStream = data.streams[outboxEvent.store];
  if (!outboxStream) throw new TypeError(`The store "${outboxEvent.store}" holds the outbox and has no stream.`);
  jobsStack(stage, { instance, keys, areas, resources: all, bundleOf, inside, outboxStream });

  operatorStack(stage, { instance, resources: all });
  restorerStack(stage, { instance, resources: all });
  auditStack(stage, { instance, keys });
  alarmsStack(stage, { instance, keys, areas, pools });
  return stage;
}

/** Every instance but this one, by its public door. */
export const siblingsOf = (instance: Instance, all: readonly Instance[]): Readonly<Record<string, string>> =>
  Object.fromEntries(all.filter((other) => other.id !== instance.id).map((other) => [other.id, other.door]));
