import { processors } from '#/domain/governance/processors.ts';
import { stalePacks } from '#/domain/jurisdictions/stale-packs.ts';

/**
 * What documents rest on and somebody has to look at again, at a moment (epoch ms): laws read too long ago, assessments of
 * processors that have lapsed (GO11, VE3). It is told to whoever makes documents and stands in none of them.
 */
export function reviewsDue(at: number): string[] {
  const day = new Date(at).toISOString().slice(0, 10);
  const laws = stalePacks(at).map(({ name, asOf }) => `${name} was last read on ${asOf}: read it again.`);
  const assessments = Object.values(processors)
    .filter(({ assessment }) => assessment.until < day)
    .map(
      ({ name, assessment }) => `The assessment ${assessment.id} of ${name} ended on ${assessment.until}: renew it.`,
    );
  return [...laws, ...assessments];
}
