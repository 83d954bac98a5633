import { describe, expect, it } from 'vitest';
import { eyesOn } from '#/domain/incidents/drills/eyes.ts';
import { scenarios } from '#/domain/incidents/drills/scenarios.ts';
import { exercisedRegion, regionId } from '#/domain/incidents/drills/world.ts';
import { planOf } from '#/domain/incidents/plan.ts';
import { type PlaybookId, playbookIds } from '#/domain/incidents/playbook.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';
import { articleOf } from '#/domain/incidents/runbooks/article.ts';
import { written } from '#/domain/incidents/runbooks/written.ts';

const chapters = ['Detect', 'Decide', 'Contain', 'Notify', 'Recover', 'Learn'];

async function articleFor(id: PlaybookId): Promise<string> {
  const playbook = playbooks.get(id);
  if (!playbook) throw new Error(`No playbook "${id}".`);
  const target = [...scenarios.values()].find((scenario) => scenario.playbook === id)?.target ?? regionId;
  const plan = await planOf(playbook, { type: playbook.target, id: target }, eyesOn(exercisedRegion()));
  return articleOf(playbook, plan, written[id]);
}

describe('runbook articles of the playbooks', () => {
  it.each(playbookIds)('%s: equals the article in docs, which is read by people (IR1, GO8)', async (id) => {
    await expect(await articleFor(id)).toMatchFileSnapshot(`../../../docs/runbooks/playbooks/${id}.md`);
  });

  it.each(playbookIds)('%s has the six chapters in their order, with times (IR1, IR2)', async (id) => {
    const article = await articleFor(id);
    const headings = [...article.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(chapters);
    expect(article.match(/\*\*\d+ (minute|hour|day)s?\*\*/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('names nobody: an article is about any target (MO13)', async () => {
    for (const id of playbookIds) expect(await articleFor(id)).not.toMatch(/eu\.|203\.0\.113/);
  });
});
