import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { type Acknowledgement, acknowledgements } from './acknowledgements.ts';

export type Finding = { readonly rule: string; readonly path: string; readonly says: string };

/** Everything the five packs find, explained or not. */
export function findings(scope: IConstruct): Finding[] {
  const packs = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks];
  return packs.flatMap((Pack) =>
    new Pack().validateScope(scope).violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        rule: ruleName,
        path: constructPath,
        says: description,
      })),
    ),
  );
}

/** Without pack and finding: `HIPAA.Security-LambdaDLQ` and `NIST.800.53.R5-LambdaDLQ` are one question. */
const questionOf = (rule: string): string => rule.replace(/^(?:HIPAA\.Security|NIST\.800\.53\.R5|PCI\.DSS\.321)-/, '');

/** Whether an acknowledgement speaks of this finding. Its path is the end of a stack's name and what follows. */
const explains = ({ rules, at }: Acknowledgement, { rule, path }: Finding): boolean =>
  rules.some((known) => questionOf(rule) === known || questionOf(rule).startsWith(`${known}[`)) && at.test(path);

export type Review = { readonly unexplained: readonly Finding[]; readonly idle: readonly Acknowledgement[] };

/** Findings that nobody explained, and explanations of nothing. */
export function review(all: readonly Finding[]): Review {
  return {
    unexplained: all.filter((finding) => !acknowledgements.some((known) => explains(known, finding))),
    idle: acknowledgements.filter((known) => !all.some((finding) => explains(known, finding))),
  };
}

/** The packs as one plugin of the CDK's validation: synthesis fails on what acknowledgements.ts does not explain. */
export const nagPlugin = (): IPolicyValidationPlugin => ({
  name: 'cdk-nag',
  version: '3.0.2',
  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = review(findings(appConstruct)).unexplained.map(violationOf);
    return { success: violations.length === 0, violations };
  },
});

const violationOf = ({ rule, path, says }: Finding): PolicyViolation => ({
  ruleName: rule,
  description: says,
  severity: 'error',
  violatingResources: [{ constructPath: path, locations: ['Properties'] }],
});
