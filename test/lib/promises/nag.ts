import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, it } from 'vitest';
import { acknowledgements } from '#/lib/acknowledgements.ts';
import { nagPlugin, review } from '#/lib/nag.ts';
import { givenTemplates } from '#/test/lib/given-templates.ts';

export function nagPromises(): void {
  it('nothing that the five packs find is unexplained', () => {
    expect(review(givenTemplates().findings()).unexplained).toEqual([]);
  });

  it('synthesis fails on what nobody explained', () => {
    const app = new App({ analyticsReporting: false });
    new Bucket(new Stack(app, 'Careless'), 'Open');
    const report = nagPlugin().validate({ appConstruct: app, templatePaths: [], stackTemplates: [] });
    expect(report.success).toBe(false);
    const rules = report.violations.map(({ ruleName }) => ruleName);
    expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'HIPAA.Security-S3DefaultEncryptionKMS']));
  });

  it('no explanation explains nothing', () => {
    expect(review(givenTemplates().findings()).idle).toEqual([]);
  });

  it('every explanation is a sentence', () => {
    for (const { reason } of acknowledgements) expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
  });

  it('a finding elsewhere is not covered by an explanation of its kind', () => {
    const elsewhere = { rule: 'AwsSolutions-IAM5[Resource::*]', path: 'CoachVault-eu/Data/Policy/Resource', says: '' };
    expect(review([elsewhere]).unexplained).toEqual([elsewhere]);
  });
}
