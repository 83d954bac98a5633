import { expect, it } from 'vitest';
import { type Instance, instances } from '#/lib/instances.ts';
import { review } from '#/lib/nag.ts';
import { stackPrefix } from '#/lib/names.ts';
import {
  canada,
  givenOtherTemplates,
  givenTemplates,
  resourcesOf,
  type StackTemplate,
  switched,
} from '#/test/lib/given-templates.ts';

const all: readonly Instance[] = Object.values(instances);

/** What of an instance must appear nowhere in another's templates. Its door is public, and named on purpose. */
function traces(of: Instance): RegExp {
  const words = [of.region, of.backupRegion, `coachvault-${of.id}`, `CoachVault-${of.id}`, `/coachvault/${of.id}/`];
  return new RegExp(words.map((word) => `${word.replaceAll('/', '\\/')}(?![a-z0-9])`).join('|'));
}

function expectApart(stacks: readonly StackTemplate[], among: readonly Instance[]): void {
  for (const stack of stacks)
    for (const other of among.filter(({ id }) => id !== stack.instance.id)) {
      const found = stack.text.match(traces(other))?.[0];
      expect(found, `${stack.instance.id}/${stack.name} names ${other.id}`).toBeUndefined();
    }
}

export function residencyPromises(): void {
  it('RE1, RE2: no template of one instance names another’s region or resources', () => {
    expectApart(givenTemplates().stacks, all);
  });

  it('RE1: every stack stands in its instance’s region, and only copies in the second one', () => {
    for (const { instance, name, region } of givenTemplates().stacks)
      expect(region).toBe(name === 'Copies' ? instance.backupRegion : instance.region);
  });

  it('RE1, BA4: the second region holds backups and the keys to open them, and nothing else', () => {
    const copies = givenTemplates().stacks.filter(({ name }) => name === 'Copies');
    const types = new Set(resourcesOf(copies).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'AWS::Backup::BackupVault',
      'AWS::KMS::Alias',
      'AWS::KMS::Key',
      'AWS::KMS::ReplicaKey',
    ]);
  });

  it('RE1: one stack reads from another only within its instance, and is deployed after it', () => {
    for (const { text, instance, name, dependsOn } of givenTemplates().stacks)
      for (const [, producer] of text.matchAll(/"Fn::GetStackOutput":\{"StackName":"([^"]+)"/g)) {
        expect(producer).toMatch(new RegExp(`^CoachVault-${instance.id}-`));
        const short = String(producer).split('-').at(-1) ?? '';
        expect(
          dependsOn.some((id) => id.includes(short)),
          `${name} reads ${producer}`,
        ).toBe(true);
      }
  });

  it('RE2, IN11: a third instance is one more entry', () => {
    const { stacks, findings } = givenOtherTemplates();
    const ours = stacks.filter(({ instance }) => instance === canada);
    const eu = givenTemplates().stacks.filter(({ instance }) => instance.id === 'eu');
    expect(ours.map(({ name }) => name).sort()).toEqual(eu.map(({ name }) => name).sort());
    expectApart(ours, all);
    const unexplained = review(findings()).unexplained.filter(({ path }) =>
      path.startsWith(`${stackPrefix(canada.id)}/`),
    );
    expect(unexplained).toEqual([]);
  });

  it('IN11: an instance can have an account of its own', () => {
    const stacks = givenOtherTemplates().stacks.filter(({ instance }) => instance === switched);
    expect(stacks.find(({ name }) => name === 'Data')?.account).toBe('111122223333');
    const key = resourcesOf(stacks, 'AWS::KMS::Key')[0];
    expect(JSON.stringify(key?.properties.KeyPolicy)).toContain('arn:aws:iam::111122223333:root');
  });
}
