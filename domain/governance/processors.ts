import { type TransferMechanism, transferMechanisms } from './transfers.ts';

type Jurisdiction = 'EU' | 'NA';

/** A service of a processor. What it holds follows from the data map by its resource types. */
type Service = {
  readonly name: string;
  readonly does: string;
  /** The beginning of its resource types in CloudFormation. */
  readonly resources: `AWS::${string}`;
};

/** Somebody who processes personal data on our behalf. */
type Processor = {
  readonly name: string;
  readonly does: string;
  /** Who we contract with, and the country whose law it is under, ISO 3166-1. */
  readonly contract: Readonly<Record<Jurisdiction, { readonly legalName: string; readonly country: string }>>;
  /** The data-processing agreement. */
  readonly agreement: string;
  /** What would carry data to another country, the first that applies first, and why. */
  readonly transfer: Readonly<
    Record<Jurisdiction, { readonly mechanisms: readonly TransferMechanism[]; readonly because: string }>
  >;
  /** Our own look at the processor: posture, incidents, reports. Not relied on after its last day. */
  readonly assessment: { readonly id: string; readonly done: string; readonly until: string; readonly on: string };
  readonly services: readonly Service[];
};

/**
 * Everybody who processes personal data for us, in every instance. Whoever runs the product puts their own agreements and
 * assessments here, as in lib/instances.ts. Tools that a person connects are recipients of their choice and are not here.
 */
export const processors = {
  aws: {
    name: 'Amazon Web Services',
    does: 'Runs the machines, databases and networks of every instance.',
    contract: {
      EU: { legalName: 'Amazon Web Services EMEA SARL', country: 'LU' },
      NA: { legalName: 'Amazon Web Services, Inc.', country: 'US' },
    },
    agreement: 'AWS Data Processing Addendum, part of the AWS Service Terms',
    transfer: {
      EU: {
        mechanisms: ['none_needed', 'eu_us_dpf', 'scc'],
        because:
          'Data stays in the regions of the instance. Should the group’s parent in the United States ever need access, ' +
          'its listing under the framework and the clauses of the addendum would carry it. What it holds is encrypted under our keys.',
      },
      NA: { mechanisms: ['none_needed'], because: 'Processor and data are in North America.' },
    },
    assessment: {
      id: 'VA-2026-01',
      done: '2026-11-21',
      until: '2027-11-21',
      on: 'Its SOC 2 Type 2 and ISO/IEC 27001 reports in AWS Artifact, and its bulletins on incidents.',
    },
    services: [
      { name: 'DynamoDB', does: 'Tables, their streams and recovery copies.', resources: 'AWS::DynamoDB::' },
      { name: 'S3', does: 'Files, and the trail of what was done.', resources: 'AWS::S3::' },
      { name: 'KMS', does: 'Keys that wrap the data keys; never content.', resources: 'AWS::KMS::' },
      {
        name: 'Lambda',
        does: 'Runs our functions; content is in memory while a request lasts.',
        resources: 'AWS::Lambda::',
      },
      { name: 'API Gateway', does: 'Receives requests and checks their tokens.', resources: 'AWS::ApiGateway::' },
      { name: 'WAF', does: 'Blocks attacks before the API.', resources: 'AWS::WAFv2::' },
      {
        name: 'Cognito',
        does: 'Accounts and sign-in, and the mail that belongs to them.',
        resources: 'AWS::Cognito::',
      },
      { name: 'Backup', does: 'Nightly copies, here and in the second region.', resources: 'AWS::Backup::' },
      { name: 'CloudWatch Logs', does: 'Request logs and alarms.', resources: 'AWS::Logs::' },
      { name: 'CloudTrail', does: 'Records every call to AWS.', resources: 'AWS::CloudTrail::' },
      { name: 'GuardDuty', does: 'Looks out for intruders.', resources: 'AWS::GuardDuty::' },
      { name: 'SQS', does: 'Keeps events that no function could deal with.', resources: 'AWS::SQS::' },
      { name: 'SNS', does: 'Sends alarms to our own staff.', resources: 'AWS::SNS::' },
      { name: 'EventBridge Scheduler', does: 'Wakes jobs when they are due.', resources: 'AWS::Scheduler::' },
    ],
  },
} as const satisfies Record<string, Processor>;

type RegisterVersion = {
  readonly version: number;
  /** The day it was published and organisations were told. */
  readonly announced: string;
  readonly says: string;
  /** SHA-256 of `registerMaterial()` as canonical JSON; a test compares it with the register of today. */
  readonly fingerprint: string;
};

/** Every version of the register, the one of today last. Who changes a processor adds a line, and so opens the time to object. */
export const registerVersions: readonly [RegisterVersion, ...RegisterVersion[]] = [
  {
    version: 1,
    announced: '2026-11-21',
    says: 'The first register.',
    fingerprint: '8257241c93710311d02933b83e50e9885892c049bab5aa405e541d8f50993861',
  },
];

export const registerVersion: RegisterVersion = registerVersions.at(-1) as RegisterVersion;

/** Days in which an organisation can object to a new processor before it is used. */
export const objectionDays = 30;

/** The last day to object to a version announced on a day such as `2026-11-21`; what it changes takes effect after it. */
export const objectionUntil = (announced: string): string =>
  new Date(Date.parse(`${announced}T00:00:00Z`) + objectionDays * 86_400_000).toISOString().slice(0, 10);

/** What organisations agree to: who does what for us, where, on which ground. A renewed assessment is no change of it. */
export const registerMaterial = () =>
  Object.entries(processors).map(([id, { assessment: _, ...material }]) => ({ id, ...material }));

/** The mechanisms of a processor's transfers in words, the first that applies first. */
export const transferWords = (names: readonly TransferMechanism[]): string =>
  names.map((name) => `${transferMechanisms[name].says} In law: ${transferMechanisms[name].citation}.`).join(' ');
