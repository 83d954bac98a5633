import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { BlockLists } from '#/lib/block-lists-stack.ts';
import { apiName, logGroupArn, wafLogGroupName } from '#/lib/names.ts';
import { encryptedLogGroup } from './encrypted-log-group.ts';
import type { RegionalStack } from './regional-stack.ts';

/** Requests from one address in five minutes; an office behind one address stays below it. */
const requestsPerFiveMinutes = 2_000;

/**
 * AWS's rule groups, and the rules in them that only count: notes are prose longer than 8 KB, and prose about a divorce
 * with an `or 1=1` in it is no attack. Bodies never become queries or pages. All rules on URI, query and headers block.
 */
export const managedGroups: readonly { readonly name: string; readonly countOnly: readonly string[] }[] = [
  {
    name: 'AWSManagedRulesCommonRuleSet',
    countOnly: ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY'],
  },
  { name: 'AWSManagedRulesSQLiRuleSet', countOnly: ['SQLi_BODY', 'SQLiExtendedPatterns_BODY'] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', countOnly: [] },
  { name: 'AWSManagedRulesAmazonIpReputationList', countOnly: [] },
];

/** The firewall before the API's stage, with its log. */
export function webAcl(stack: RegionalStack, stageArn: string, blocked: BlockLists, logsKey: IKey): void {
  const acl = new CfnWebACL(stack, 'WebAcl', {
    name: apiName(stack.instance.id),
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible('all'),
    rules: rules(blocked).map((rule, priority) => ({ ...rule, priority })),
  });
  new CfnWebACLAssociation(stack, 'WebAclAssociation', { webAclArn: acl.attrArn, resourceArn: stageArn });
  logging(stack, acl, logsKey);
}

/** Samples would show whole requests, tokens included, to whoever may look at the console. */
const visible = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const rules = (blocked: BlockLists) => [
  ...(['IPV4', 'IPV6'] as const).map((family) => ({
    name: `blocked-${family}`,
    action: { block: {} },
    statement: { ipSetReferenceStatement: { arn: blocked[family] } },
    visibilityConfig: visible(`blocked-${family}`),
  })),
  {
    name: 'rate',
    action: { block: {} },
    statement: { rateBasedStatement: { limit: requestsPerFiveMinutes, aggregateKeyType: 'IP' } },
    visibilityConfig: visible('rate'),
  },
  ...managedGroups.map(({ name, countOnly }) => ({
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visible(name),
  })),
];

/** Only what was blocked or counted is logged, without token, path and query: addresses are kept to block them. */
function logging(stack: RegionalStack, acl: CfnWebACL, logsKey: IKey): void {
  const name = wafLogGroupName(stack.instance.id);
  const group = encryptedLogGroup(stack, 'WebAclLog', name, logsKey);
  const arn = logGroupArn(stack.place, name);
  const policy = new CfnResourcePolicy(stack, 'WebAclLogPolicy', {
    policyName: name,
    policyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${arn}:log-stream:*`,
          Condition: {
            StringEquals: { 'aws:SourceAccount': stack.account },
            ArnLike: { 'aws:SourceArn': `arn:aws:logs:${stack.region}:${stack.account}:*` },
          },
        },
      ],
    }),
  });
  const config = new CfnLoggingConfiguration(stack, 'WebAclLogging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [arn],
    redactedFields: [
      { singleHeader: { Name: 'authorization' } },
      { singleHeader: { Name: 'cookie' } },
      { queryString: {} },
      { uriPath: {} },
    ],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
        },
      ],
    },
  });
  config.node.addDependency(group, policy);
}
