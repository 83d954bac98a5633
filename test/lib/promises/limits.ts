import { expect, it } from 'vitest';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

/** A part of a template as it is once deployed, with values as long as the longest of their kind. */
function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deployed);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length === 0 && name === 'Ref') return '123456789012';
  if (more.length === 0 && name === 'Fn::Join') return (deployed((argument as unknown[])[1]) as string[]).join('');
  if (more.length === 0 && name.startsWith('Fn::'))
    return `arn:aws:kms:ap-southeast-1:123456789012:key/mrk-${'0'.repeat(32)}`;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, deployed(part)]));
}

export function limitPromises(): void {
  it('no policy is longer than IAM takes', () => {
    for (const { id, properties } of resourcesOf(givenTemplates().stacks, 'AWS::IAM::ManagedPolicy'))
      expect(JSON.stringify(deployed(properties.PolicyDocument)).length, id).toBeLessThanOrEqual(6144);
  });

  it('the policy of a key is no longer than KMS takes', () => {
    for (const { id, type, properties } of resourcesOf(givenTemplates().stacks))
      if (/^AWS::KMS::(?:Replica)?Key$/.test(type))
        expect(JSON.stringify(deployed(properties.KeyPolicy)).length, id).toBeLessThanOrEqual(32_768);
  });

  it('the environment of a function is no larger than Lambda takes', () => {
    for (const { id, properties } of resourcesOf(givenTemplates().stacks, 'AWS::Lambda::Function'))
      expect(JSON.stringify(deployed(properties.Environment)).length, id).toBeLessThanOrEqual(4096);
  });
}
