import { expect, it } from 'vitest';
import { acknowledgements } from '#/lib/acknowledgements.ts';
import { review } from '#/lib/nag.ts';
import { givenTemplates } from '#/test/lib/given-templates.ts';

export function nagPromises(): void {
  it('nothing that the five packs find is unexplained', () => {
    expect(review(givenTemplates().findings).unexplained).toEqual([]);
  });

  it('no explanation explains nothing', () => {
    expect(review(givenTemplates().findings).idle).toEqual([]);
  });

  it('every explanation is a sentence', () => {
    for (const { reason } of acknowledgements) expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
  });

  it('a finding elsewhere is not covered by an explanation of its kind', () => {
    const elsewhere = { rule: 'AwsSolutions-IAM5[Resource::*]', path: 'CoachVault-eu/Data/Policy/Resource', says: '' };
    expect(review([elsewhere]).unexplained).toEqual([elsewhere]);
  });
}
