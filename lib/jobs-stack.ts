import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Area } from '#/domain/api/area.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { deadLettersName, roleName } from '#/lib/names.ts';
import { areaFunction, type BundleOf, type Inside } from './constructs/area-function.ts';
import { callerOf, isJob, type JobCaller, standsInside } from './constructs/area-kinds.ts';
import type { AreaResources } from './constructs/area-resources.ts';
import { jobStatements } from './constructs/job-statements.ts';
import { connect } from './constructs/job-triggers.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

type Options = {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly areas: readonly Area[];
  readonly resources: Omit<AreaResources, 'place'>;
  readonly bundleOf: BundleOf;
  /** Absent where `isolatedNetwork` is off. */
  readonly inside: Inside | undefined;
  /** ARN of the stream of the table that the outbox is in. */
  readonly outboxStream: string;
};

/** What nobody waits for: the outbox's followers, durable jobs, the clock's. Whatever fails for good is a dead letter. */
export function jobsStack(scope: Construct, options: Options): void {
  const stack = new RegionalStack(scope, 'Jobs', options.instance);
  const deadLetters = deadLetterQueue(stack, options.keys);
  for (const area of options.areas) {
    const caller = callerOf(area);
    if (isJob(caller)) jobFunction(stack, area, caller, deadLetters, options);
  }
}

function jobFunction(stack: RegionalStack, area: Area, caller: JobCaller, deadLetters: IQueue, options: Options): void {
  const { keys, bundleOf, inside, outboxStream } = options;
  const resources = { ...options.resources, place: stack.place };
  const { fn, role } = areaFunction(stack, {
    area,
    bundleOf,
    logsKey: keys.logs,
    resources,
    inside: standsInside(area) ? inside : undefined,
    // The mapping of a stream has its own way to them.
    ...(caller === 'outbox' ? {} : { deadLetters }),
  });
  // Below the role: Lambda tries it when the function is made, and the function waits for all of its role.
  new ManagedPolicy(role, 'Trigger', {
    managedPolicyName: roleName(stack.place.id, `${area.name}-trigger`),
    description: `What the function ${area.name} needs for being called as it is`,
    roles: [role],
    statements: jobStatements(area, caller, resources, outboxStream),
  });
  connect[caller](stack, { area, fn, resources, deadLetters, outboxStream });
}

/** SQS keeps no message for longer than fourteen days. Letters hold ids: contracts put nothing else into events. */
function deadLetterQueue(stack: RegionalStack, keys: Keys): IQueue {
  return new Queue(stack, 'DeadLetters', {
    queueName: deadLettersName(stack.instance.id),
    encryption: QueueEncryption.KMS,
    // By its ARN, for else the CDK would add statements to the key's policy, which says all that is needed.
    encryptionMasterKey: Key.fromKeyArn(stack, 'JobsKey', keys.jobs.keyArn),
    dataKeyReuse: Duration.hours(1),
    enforceSSL: true,
    retentionPeriod: Duration.days(holders.dead_letters.keepDays),
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
