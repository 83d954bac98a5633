import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Pool } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import { alarmArn, ruleName, topicName } from '#/lib/names.ts';
import { alarmText } from './constructs/alarm.ts';
import type { PoolFacts } from './constructs/area-resources.ts';
import { jobAlarms } from './constructs/job-alarms.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import { responseAlarms } from './constructs/response-alarms.ts';
import { safeguardAlarms } from './constructs/safeguard-alarms.ts';
import { serviceAlarms } from './constructs/service-alarms.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

type Options = {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly areas: readonly Area[];
  readonly pools: Readonly<Record<Pool, PoolFacts>>;
};

/** Everything that wakes somebody up, and the encrypted topic that tells them. Messages name no person. */
export function alarmsStack(scope: Construct, { instance, keys, areas, pools }: Options): void {
  const stack = new RegionalStack(scope, 'Alarms', instance);
  const topic = new Topic(stack, 'Topic', {
    topicName: topicName(instance.id),
    displayName: `CoachVault ${instance.id}`,
    // By its ARN, for else the CDK would add a wide statement to the key's policy, which says all that is needed.
    masterKey: Key.fromKeyArn(stack, 'LogsKey', keys.logs.keyArn),
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OurAlarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { ArnLike: { 'aws:SourceArn': alarmArn(stack.place, '*') } },
    }),
  );
  topic.addSubscription(new EmailSubscription(instance.securityContact.replace(/^mailto:/, '')));
  serviceAlarms(stack, topic, { areas, pools });
  jobAlarms(stack, topic, areas);
  responseAlarms(stack, topic, areas);
  safeguardAlarms(stack, topic);
  threatFindings(stack, topic);
}

/** Findings are events and not figures. Severity 4 and above is "medium". */
function threatFindings(stack: RegionalStack, topic: ITopic): void {
  const rule = new Rule(stack, 'threat-finding', {
    ruleName: ruleName(stack.instance.id, 'threat-finding'),
    description: alarmText('threat-finding'),
    eventPattern: {
      source: ['aws.guardduty'],
      detailType: ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', 4] }] },
    },
  });
  const type = EventField.fromPath('$.detail.type');
  const finding = EventField.fromPath('$.detail.id');
  rule.addTarget(
    new SnsTopic(topic, {
      message: RuleTargetInput.fromText(`${alarmText('threat-finding')} Finding ${finding}: ${type}`),
    }),
  );
}
