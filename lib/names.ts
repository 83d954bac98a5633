import type { BucketName } from '#/domain/data-map/buckets.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';

/** Names of what an instance owns, so that one stack can speak of another's resources without exports. */
export type KeyUse = 'data' | 'wrapping' | 'mac' | 'signing' | 'jobs' | 'response' | 'logs' | 'identity' | 'backup';
export const stackPrefix = (instance: string): string => `CoachVault-${instance}`;
export const tableName = (instance: string, store: StoreName): string => `coachvault-${instance}-${store}`;
export const keyAlias = (instance: string, use: KeyUse): string => `alias/coachvault-${instance}-${use}`;
/** Names of buckets are global in AWS, so they carry the account; the local run has one of its own, too. */
export const bucketName = ({ id, account }: Omit<Place, 'region'>, bucket: BucketName): string =>
  `coachvault-${id}-${bucket}-${account}`;
export const functionName = (instance: string, area: string): string => `coachvault-${instance}-${area}`;
/** What a durable function is called by: only a version of it can be started, and this alias is the newest one. */
export const startName = (instance: string, area: string): string => `${functionName(instance, area)}:${liveAlias}`;
export const liveAlias = 'live';
/** IAM is global, so role and policy names carry the instance, too. */
export const roleName = (instance: string, user: string): string => `coachvault-${instance}-${user}`;
/** Whom the operators' commands run as. */
export const operatorName = 'operator';
/** Whom a restore is repaired as. */
export const restorerName = 'restorer';
/** Roles that people take. A function's own role, the engine's first of all, is never among them. */
export const staffRoles = [operatorName, restorerName] as const;
export const logGroupName = (instance: string, area: string): string => `/coachvault/${instance}/${area}`;
/** WAF takes only log groups whose name starts so. */
export const wafLogGroupName = (instance: string): string => `aws-waf-logs-coachvault-${instance}`;
export const userPoolName = (instance: string, pool: string): string => `coachvault-${instance}-${pool}`;
export const blockListName = (instance: string, family: 'IPV4' | 'IPV6'): string =>
  `coachvault-${instance}-blocked-${family.toLowerCase()}`;
export const apiName = (instance: string): string => `coachvault-${instance}`;
export const trailName = (instance: string): string => `coachvault-${instance}`;
/** Where events end that no function could deal with. */
export const deadLettersName = (instance: string): string => `coachvault-${instance}-dead-letters`;
export const topicName = (instance: string): string => `coachvault-${instance}-alarms`;
export const alarmName = (instance: string, alarm: string): string => `coachvault-${instance}-${alarm}`;
export const ruleName = (instance: string, rule: string): string => `coachvault-${instance}-${rule}`;
/** Figures counted from the trail. */
export const metricNamespace = (instance: string): string => `CoachVault/${instance}`;
export const vaultName = (instance: string, plan: 'nightly30' | 'locked7'): string => `coachvault-${instance}-${plan}`;
/** The one stage of the API: the first part of every path at the AWS address, absent at the door. */
export const apiStage = 'live';

/** Where an instance lives. `account` may be CDK's token for the deploying account. */
export type Place = { readonly id: string; readonly region: string; readonly account: string };

export const tableArn = ({ id, region, account }: Place, store: StoreName): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${tableName(id, store)}`;
export const bucketArn = (place: Omit<Place, 'region'>, bucket: BucketName): string =>
  `arn:aws:s3:::${bucketName(place, bucket)}`;
/** As the selectors of the trail name what they record. */
export const trailedArns = (place: Place) => ({
  table: (store: StoreName) => tableArn(place, store),
  bucket: (bucket: BucketName) => bucketArn(place, bucket),
});
export const functionArn = ({ id, region, account }: Place, area: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${functionName(id, area)}`;
export const roleArn = ({ id, account }: Omit<Place, 'region'>, user: string): string =>
  `arn:aws:iam::${account}:role/${roleName(id, user)}`;
export const logGroupArn = ({ region, account }: Place, group: string): string =>
  `arn:aws:logs:${region}:${account}:log-group:${group}`;
export const trailArn = ({ id, region, account }: Place): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${trailName(id)}`;
export const alarmArn = ({ id, region, account }: Place, alarm: string): string =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${alarmName(id, alarm)}`;
export const topicArn = ({ id, region, account }: Place): string => `arn:aws:sns:${region}:${account}:${topicName(id)}`;
export const deadLettersArn = ({ id, region, account }: Place): string =>
  `arn:aws:sqs:${region}:${account}:${deadLettersName(id)}`;
export const vaultArn = ({ id, region, account }: Place, plan: 'nightly30' | 'locked7'): string =>
  `arn:aws:backup:${region}:${account}:backup-vault:${vaultName(id, plan)}`;
