import { buckets } from './buckets.ts';
import type { Category } from './categories.ts';

/**
 * Places outside our tables that hold something about people. The tables themselves are described by the entities of
 * the map. A test takes every resource of the templates and looks for it here, so nothing is stored unnoticed.
 */
export type Holder = {
  readonly says: string;
  /** The kind of resource, as CloudFormation names it. */
  readonly resource: string;
  /** Tells holders of one resource type apart: part of the resource's name or of its id in its stack. */
  readonly named?: RegExp;
  readonly holds: readonly Category[];
  /** Days until it is gone by itself; null means as long as the account. */
  readonly keepDays: number | null;
  /** What removes one person from it. */
  readonly eraser: string;
};

const expires = 'Nothing: it holds ids and no content, and is gone by itself after its days.';

export const holders = {
  user_pools: {
    says: 'Accounts: person id, e-mail address, password verifier, factors, and the sign-ins of threat protection.',
    resource: 'AWS::Cognito::UserPool',
    holds: ['identity', 'contact', 'security_log'],
    keepDays: null,
    eraser: 'AdminDeleteUser when the account is erased.',
  },
  table_streams: {
    says: 'The last day of outbox events, on the way out.',
    resource: 'AWS::DynamoDB::Table#stream',
    holds: ['security_log'],
    keepDays: 1,
    eraser: expires,
  },
  table_recovery: {
    says: 'Point-in-time recovery of the tables, up to 30 days; 7 for keys, 1 for idempotency rows.',
    resource: 'AWS::DynamoDB::Table#recovery',
    holds: [
      'identity',
      'contact',
      'preference',
      'coaching_content',
      'coaching_metadata',
      'security_log',
      'key_material',
    ],
    keepDays: 30,
    eraser: 'Destroying the subject’s keys; what is left of it can be opened by nobody.',
  },
  backups: {
    says: 'Nightly copies of the tables, here and in the second region of the jurisdiction.',
    resource: 'AWS::Backup::BackupVault',
    named: /nightly30/,
    holds: ['identity', 'contact', 'preference', 'coaching_content', 'coaching_metadata', 'security_log'],
    keepDays: 30,
    eraser: 'Destroying the subject’s keys; what is left of it can be opened by nobody.',
  },
  key_backups: {
    says: 'Nightly copies of the wrapped keys, in both regions.',
    resource: 'AWS::Backup::BackupVault',
    named: /locked7/,
    holds: ['key_material'],
    keepDays: 7,
    eraser: 'Nothing sooner: until the last copy is gone, a destroyed key could still be brought back.',
  },
  function_logs: {
    says: 'The request log of the functions: route, outcome, time.',
    resource: 'AWS::Logs::LogGroup',
    named: /^\/coachvault\/[a-z]{2}\/(?!api-access|trail|network-flow)/,
    holds: ['security_log'],
    keepDays: 90,
    eraser: expires,
  },
  access_logs: {
    says: 'The request log of API Gateway: route template, status, time; no path, address or person.',
    resource: 'AWS::Logs::LogGroup',
    named: /\/api-access$/,
    holds: [],
    keepDays: 90,
    eraser: expires,
  },
  firewall_logs: {
    says: 'Requests that the firewall blocked or counted: network address, country, headers without the token.',
    resource: 'AWS::Logs::LogGroup',
    named: /^aws-waf-logs-/,
    holds: ['security_log'],
    keepDays: 90,
    eraser: expires,
  },
  flow_logs: {
    says: 'Connections inside the isolated network, between our own functions and AWS.',
    resource: 'AWS::Logs::LogGroup',
    named: /\/network-flow$/,
    holds: [],
    keepDays: 90,
    eraser: expires,
  },
  trail_logs: {
    says: 'The last 90 days of the trail, to raise alarms from.',
    resource: 'AWS::Logs::LogGroup',
    named: /\/trail$/,
    holds: ['security_log'],
    keepDays: 90,
    eraser: expires,
  },
  trail: {
    says: 'Who did what to the instance: calls of AWS, with the ids in the keys of rows; never their content.',
    resource: 'AWS::S3::Bucket',
    named: /TrailBucket/,
    holds: ['security_log'],
    keepDays: 400,
    eraser: expires,
  },
  trail_access: {
    says: 'Who read the trail: roles of AWS.',
    resource: 'AWS::S3::Bucket',
    named: /BucketAccessLog/,
    holds: [],
    keepDays: 400,
    eraser: expires,
  },
  recordings: {
    says: buckets.recordings.says,
    resource: 'AWS::S3::Bucket',
    named: /^recordings/,
    holds: ['coaching_content'],
    keepDays: null,
    eraser: 'Deleted with its record, 30 days after the engagement ends at the latest; no version of it remains.',
  },
  exports: {
    says: buckets.exports.says,
    resource: 'AWS::S3::Bucket',
    named: /^exports/,
    holds: ['identity', 'contact', 'preference', 'coaching_content', 'coaching_metadata', 'security_log'],
    keepDays: buckets.exports.expireDays,
    eraser: 'Deleted when the account is erased, and gone by itself after its days.',
  },
  ledger: {
    says: buckets.ledger.says,
    resource: 'AWS::S3::Bucket',
    named: /^ledger/,
    holds: ['security_log'],
    keepDays: buckets.ledger.expireDays,
    eraser: expires,
  },
  evidence: {
    says: buckets.evidence.says,
    resource: 'AWS::S3::Bucket',
    named: /^evidence/,
    holds: ['security_log'],
    keepDays: buckets.evidence.expireDays,
    eraser:
      'Nothing: it holds ids and no content. Its legal hold ends 90 days after its case, and then it goes by itself.',
  },
  object_access: {
    says: 'Who reached for an object: roles of AWS, or the network address of who used a presigned link.',
    resource: 'AWS::S3::Bucket',
    named: /ObjectAccessLog/,
    holds: ['security_log'],
    keepDays: 400,
    eraser: expires,
  },
  dead_letters: {
    says: 'Events that no function could deal with: ids, and what failed.',
    resource: 'AWS::SQS::Queue',
    holds: ['security_log'],
    keepDays: 14,
    eraser: expires,
  },
  job_history: {
    says: 'What jobs were asked and what their steps answered, under a key of its own: ids, counts and times.',
    resource: 'AWS::Lambda::Function#history',
    holds: ['security_log'],
    keepDays: 30,
    eraser: expires,
  },
  block_lists: {
    says: 'Network addresses that playbooks block.',
    resource: 'AWS::WAFv2::IPSet',
    holds: ['security_log'],
    keepDays: null,
    eraser: 'The playbook that blocked it, when its case is closed.',
  },
  intrusion_findings: {
    says: 'Findings about our own resources, with the network address of whoever touched them.',
    resource: 'AWS::GuardDuty::Detector',
    holds: ['security_log'],
    keepDays: 90,
    eraser: expires,
  },
  alarm_mail: {
    says: 'Messages of alarms on their way to the security contact: names of alarms, no person.',
    resource: 'AWS::SNS::Topic',
    holds: [],
    keepDays: 0,
    eraser: expires,
  },
  invitation_mail: {
    says: 'Invitations and codes on their way to their reader; Cognito sends them and keeps no copy.',
    resource: 'AWS::Cognito::UserPool#mail',
    holds: ['contact', 'identity'],
    keepDays: 0,
    eraser: 'Nothing of ours: the mail is in the reader’s own mailbox.',
  },
} as const satisfies Record<string, Holder>;
