import type { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { type AlarmKind, alarmKinds } from '#/lib/alarm-kinds.ts';
import { alarmName } from '#/lib/names.ts';
import type { RegionalStack } from './regional-stack.ts';

export type AlarmOptions = {
  readonly kind: AlarmKind;
  /** Tells alarms of one kind apart: the function, pool or table that it watches. */
  readonly of?: string;
  readonly metric: IMetric;
  /** Alarm at this value or above; with `below`, under it. */
  readonly threshold: number;
  readonly below?: true;
  /** Periods that must be bad, all of them. One when left out. */
  readonly periods?: number;
  /** No figures at all are bad, too. */
  readonly silenceIsBad?: true;
};

/** The words of an alarm's message: what it means, and where it says what to do. */
export const alarmText = (kind: AlarmKind): string => `${alarmKinds[kind]} What to do: docs/runbooks/${kind}.md`;

/** An alarm with its impact and its runbook; there is no other way to make one. */
export function alarm(stack: RegionalStack, topic: ITopic, options: AlarmOptions): Alarm {
  const { kind, of, metric, threshold, below, periods = 1, silenceIsBad } = options;
  const id = of ? `${kind}-${of}` : kind;
  const made = new Alarm(stack, id, {
    alarmName: alarmName(stack.instance.id, id),
    alarmDescription: alarmText(kind),
    metric,
    threshold,
    comparisonOperator: below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(new SnsAction(topic));
  return made;
}

/** The sum of several metrics, each counted as 0 where it is silent. */
export function sumOf(metrics: readonly Metric[], period: Duration): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period });
}
