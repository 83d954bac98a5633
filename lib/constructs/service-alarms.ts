import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { type Pool, pools as poolNames } from '#/domain/access/roles.ts';
import type { Area } from '#/domain/api/area.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { apiName, apiStage, functionName, tableName } from '#/lib/names.ts';
import { alarm, sumOf } from './alarm.ts';
import type { PoolFacts } from './area-resources.ts';
import type { RegionalStack } from './regional-stack.ts';

const five = Duration.minutes(5);
type Dimensions = Readonly<Record<string, string>>;

const count = (namespace: string, metricName: string, dimensionsMap: Dimensions): Metric =>
  new Metric({ namespace, metricName, dimensionsMap: { ...dimensionsMap }, statistic: 'Sum', period: five });

/** Does the service work for the people who use it? */
export function serviceAlarms(
  stack: RegionalStack,
  topic: ITopic,
  { areas, pools }: { areas: readonly Area[]; pools: Readonly<Record<Pool, PoolFacts>> },
): void {
  for (const area of areas) functionAlarms(stack, topic, area.name);
  apiAlarms(stack, topic);
  for (const pool of poolNames) signInAlarm(stack, topic, pool, pools[pool]);
  for (const store of storeNames) tableAlarms(stack, topic, tableName(stack.instance.id, store), store);
}

function functionAlarms(stack: RegionalStack, topic: ITopic, area: string): void {
  const of = { FunctionName: functionName(stack.instance.id, area) };
  alarm(stack, topic, {
    kind: 'function-errors',
    of: area,
    metric: count('AWS/Lambda', 'Errors', of),
    threshold: 3,
  });
  alarm(stack, topic, {
    kind: 'function-throttles',
    of: area,
    metric: count('AWS/Lambda', 'Throttles', of),
    threshold: 1,
  });
}

function apiAlarms(stack: RegionalStack, topic: ITopic): void {
  const { id } = stack.instance;
  const of = { ApiName: apiName(id), Stage: apiStage };
  const errors = new Metric({
    namespace: 'AWS/ApiGateway',
    metricName: '5XXError',
    dimensionsMap: of,
    statistic: 'Average',
    period: five,
  });
  alarm(stack, topic, { kind: 'api-5xx', metric: errors, threshold: 0.01, periods: 2 });
  const latency = new Metric({
    namespace: 'AWS/ApiGateway',
    metricName: 'Latency',
    dimensionsMap: of,
    statistic: 'p95',
    period: five,
  });
  alarm(stack, topic, { kind: 'api-latency', metric: latency, threshold: 2_000, periods: 3 });
  const blocked = count('AWS/WAFV2', 'BlockedRequests', { WebACL: apiName(id), Region: stack.region, Rule: 'ALL' });
  alarm(stack, topic, { kind: 'firewall-blocks', metric: blocked, threshold: 500 });
}

/** Cognito counts each sign-in as 1 when it succeeds and 0 when it fails: what is missing from the sum failed (MO2). */
function signInAlarm(stack: RegionalStack, topic: ITopic, pool: Pool, facts: PoolFacts): void {
  const signIns = (statistic: string) =>
    new Metric({
      namespace: 'AWS/Cognito',
      metricName: 'SignInSuccesses',
      dimensionsMap: { UserPool: facts.id, UserPoolClient: facts.clientId },
      statistic,
      period: five,
    });
  const failed = new MathExpression({
    expression: 'tried - succeeded',
    usingMetrics: { tried: signIns('SampleCount'), succeeded: signIns('Sum') },
    period: five,
    label: 'Failed sign-ins',
  });
  alarm(stack, topic, { kind: 'sign-in-failures', of: pool, metric: failed, threshold: 20 });
}

const operations = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];

function tableAlarms(stack: RegionalStack, topic: ITopic, TableName: string, store: string): void {
  const errors = operations.map((Operation) => count('AWS/DynamoDB', 'SystemErrors', { TableName, Operation }));
  alarm(stack, topic, { kind: 'table-errors', of: store, metric: sumOf(errors, five), threshold: 3 });
  const throttles = ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) =>
    count('AWS/DynamoDB', name, { TableName }),
  );
  alarm(stack, topic, { kind: 'table-throttles', of: store, metric: sumOf(throttles, five), threshold: 10 });
}
