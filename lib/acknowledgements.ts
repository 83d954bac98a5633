/** A finding of cdk-nag that we accept, and why. */
export type Acknowledgement = {
  /** Rule names, without HIPAA.Security-, NIST.800.53.R5- and PCI.DSS.321-, which ask the same questions. */
  readonly rules: readonly string[];
  /** Paths of the constructs it speaks of. */
  readonly at: RegExp;
  readonly reason: string;
};

export const acknowledgements: readonly Acknowledgement[] = [
  {
    rules: ['APIGWCacheEnabledAndEncrypted'],
    at: /\/Api\/Rest\/DeploymentStage/,
    reason: 'A cache would answer without asking the door: revoked sessions and withdrawn consent would still read.',
  },
  {
    rules: ['APIGWExecutionLoggingEnabled', 'AwsSolutions-APIG6'],
    at: /\/Api\/Rest\/DeploymentStage/,
    reason:
      'Execution logs hold paths, headers and bodies. Every request is in the access log instead: route, status, time.',
  },
  {
    rules: ['APIGWSSLEnabled'],
    at: /\/Api\/Rest\/DeploymentStage/,
    reason: 'Client certificates prove API Gateway to HTTP backends. Ours are functions, called with IAM.',
  },
  {
    rules: ['APIGWXrayEnabled', 'Serverless-APIGWXrayEnabled', 'Serverless-LambdaTracing'],
    at: /\/(?:Api|Identity|Jobs)\//,
    reason: 'Trace segments hold request URLs, and ours hold ids. Latency is measured by route in the access log.',
  },
  {
    rules: ['AwsSolutions-APIG2'],
    at: /\/Api\/Rest\/Resource$/,
    reason: 'The contracts validate every request in the function, which names the wrong field; API Gateway would not.',
  },
  {
    rules: ['AwsSolutions-COG2'],
    at: /\/Identity\/clients$/,
    reason:
      'A second factor is offered to clients and not forced on them (IA6); the workforce pool, which reads others’ records, requires it.',
  },
  {
    rules: ['AwsSolutions-IAM4'],
    at: /\/Api\/LogWriter\/Resource$/,
    reason: 'API Gateway takes a logging role only with exactly these rights, which AWS keeps in this policy.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /\/(?:Api|Jobs)\/[a-z-]+-role\/Runtime\/Resource$/,
    reason:
      'Lambda makes network interfaces with the function’s role, and EC2 knows no narrower resource before they exist. The same policy denies these actions to the function’s own code.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /\/Jobs\/containment\/Powers\/Resource$/,
    reason:
      'The engine of responses looks up what changed something in AWS, for evidence, and CloudTrail knows no narrower resource for it. All that it can change is named one by one, and a test compares it with the catalogue of actions.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: /\/Api\/ops\/Powers\/Resource$/,
    reason:
      'The star is the end that IAM asks of a log group’s name. The log groups of the functions are named one by one.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: /\/(?:(?:Api|Jobs)\/[a-z-]+|Restorer)\/Data\/Resource$/,
    reason:
      'The star stands for the objects of a bucket of ours that the contract names. A test refuses any other star beside data, keys and buckets.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: /\/Jobs\/[a-z-]+-role\/Trigger\/Resource$/,
    reason:
      'A durable function reaches its own executions, on whichever version they began; names of streams have no narrower resource, and DynamoDB gives no content for a name.',
  },
  {
    rules: ['AwsSolutions-IAM5'],
    at: /\/Backup\/Policy\/Resource$/,
    reason: 'AWS Backup names recovery points itself; they are only tagged, in our account and our two regions.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    at: /\/(?:Operator\/Policy|Restorer\/Powers)\/Resource$/,
    reason: 'The operator’s command finds the user pool by its name, and Cognito lists pools of the account or none.',
  },
  {
    rules: ['DynamoDBInBackupPlan'],
    at: /\/Data\//,
    reason:
      'The rule does not see the plans in the stack beside. A test reads the plans: every table is in the plan that the data map says, and short-lived idempotency rows and sign-ins in none.',
  },
  {
    rules: ['LambdaConcurrency'],
    at: /\/(?:Api|Identity|Jobs)\//,
    reason:
      'Reserved concurrency takes from what the account has for all functions, also for signing in. The stage’s throttle and the firewall’s rate bound what callers can ask for.',
  },
  {
    rules: ['LambdaDLQ', 'Serverless-LambdaDLQ'],
    at: /\/(?:Api|Identity)\//,
    reason: 'Called synchronously by API Gateway and Cognito: a failure is answered to the caller, nothing is queued.',
  },
  {
    rules: ['LambdaDLQ', 'Serverless-LambdaDLQ'],
    at: /\/Jobs\//,
    reason:
      'A function that follows the outbox is called by its mapping, which sends to the dead letters itself. A test looks for a way to them in every job.',
  },
  {
    rules: ['LambdaInsideVPC'],
    at: /\/(?:Api|Identity|Jobs)\//,
    reason:
      'Functions that can open content are inside, unless an instance switches the isolated network off or their contract sends them to third parties; a test holds them there. The others hold no content key.',
  },
  {
    rules: ['S3BucketReplicationEnabled'],
    at: /\/Audit\//,
    reason:
      'The trail’s bucket is locked and of eleven nines. A replica would put the record of access into one more place.',
  },
  {
    rules: ['S3BucketReplicationEnabled'],
    at: /\/Buckets\//,
    reason: 'What is deleted here has to be gone. A replica would be one more place that an erasure had to reach.',
  },
  {
    rules: ['S3BucketVersioningEnabled'],
    at: /\/Buckets\/(?:recordings|exports)\/Resource$/,
    reason:
      'A version would keep what somebody had the right to see deleted. Objects are written once, under new names.',
  },
  {
    rules: ['S3DefaultEncryptionKMS'],
    at: /\/(?:Audit\/BucketAccessLog|Buckets\/ObjectAccessLog)\/Resource$/,
    reason:
      'S3 delivers access logs only into buckets encrypted with its own keys. They name roles of AWS and no person.',
  },
  {
    rules: ['Serverless-EventBusDLQ'],
    at: /\/Alarms\/threat-finding\/Resource$/,
    reason: 'EventBridge tries for a day, and GuardDuty keeps every finding for 90 days.',
  },
  {
    rules: ['Serverless-SQSRedrivePolicy'],
    at: /\/Jobs\/DeadLetters\/Resource$/,
    reason: 'It is the end of the line itself: no function reads it, a person does, and one letter raises an alarm.',
  },
  {
    rules: ['Serverless-SNSRedrivePolicy'],
    at: /\/Alarms\/Topic\//,
    reason: 'Mail has no queue to fall back on; an alarm stays in ALARM state for whoever looks.',
  },
  {
    rules: ['VPCDefaultSecurityGroupClosed'],
    at: /\/Network\/Vpc\/Resource$/,
    reason:
      'CloudFormation cannot close it; a function of the CDK with rights over security groups could. Nothing is a member of it, and the network has no way out. docs/first-deployment.md closes it by hand.',
  },
];
