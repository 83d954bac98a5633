import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CacaoPlaybook, type CacaoStep, cacaoOf } from '#/domain/incidents/cacao.ts';
import { eyesOn } from '#/domain/incidents/drills/eyes.ts';
import { scenarios } from '#/domain/incidents/drills/scenarios.ts';
import { exercisedRegion, regionId } from '#/domain/incidents/drills/world.ts';
import { planOf } from '#/domain/incidents/plan.ts';
import { type PlaybookId, playbookIds } from '#/domain/incidents/playbook.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const idOf = (type: string) => new RegExp(`^${type}--${uuid}$`);
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** The vocabularies of the specification, sections 3.1.1 and 3.1.2. */
const types = [
  'attack',
  'detection',
  'engagement',
  'investigation',
  'mitigation',
  'notification',
  'prevention',
  'remediation',
];
const activities = [
  'analyze-collected-data',
  'deliver-content',
  'eliminate-risk',
  'identify-audience',
  'restrict-access',
  'step-sequence',
];

/** A name-based UUID, of version 5’s form. */
function uuidOfName(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function exported(id: PlaybookId): Promise<CacaoPlaybook> {
  const playbook = playbooks.get(id);
  if (!playbook) throw new Error(`No playbook "${id}".`);
  const target = [...scenarios.values()].find((scenario) => scenario.playbook === id)?.target ?? regionId;
  const lines = await planOf(playbook, { type: playbook.target, id: target }, eyesOn(exercisedRegion()));
  const at = '2026-11-02T09:00:00.000Z';
  const createdBy = `identity--${uuidOfName('publisher')}`;
  return cacaoOf(playbook, lines, { createdBy, created: at, modified: at, uuid: uuidOfName });
}

/** What the specification demands of a step of each type. */
function expectStep(id: string, step: CacaoStep, { workflow, agent_definitions: agents }: CacaoPlaybook): void {
  expect(id).toMatch(idOf(step.type));
  for (const next of [step.on_completion, ...(step.next_steps ?? [])])
    if (next !== undefined) expect(Object.keys(workflow)).toContain(next);
  if (step.type === 'end') expect(step).toEqual({ type: 'end' });
  else expect(step.on_completion).toBeDefined();
  if (step.type === 'parallel') expect(step.next_steps?.length).toBeGreaterThan(1);
  if (step.type !== 'action') return;
  expect(Object.keys(agents)).toContain(step.agent);
  expect(step.commands?.length).toBeGreaterThan(0);
  for (const { command, playbook_activity: activity } of step.commands ?? []) {
    expect(command.length).toBeGreaterThan(10);
    expect(activities).toContain(activity);
  }
}

const reached = ({ workflow }: CacaoPlaybook, from: string): readonly string[] => {
  const step = workflow[from];
  const onward = [...(step?.next_steps ?? []), ...(step?.on_completion ? [step.on_completion] : [])];
  return [from, ...onward.flatMap((next) => reached({ workflow } as CacaoPlaybook, next))];
};

describe('playbooks in CACAO 2.0', () => {
  it.each(playbookIds)('%s has the properties that the specification demands (IR1, GO8)', async (id) => {
    const playbook = await exported(id);
    expect(playbook).toMatchObject({ type: 'playbook', spec_version: 'cacao-2.0' });
    expect(playbook.id).toMatch(idOf('playbook'));
    expect(playbook.created_by).toMatch(idOf('identity'));
    expect(playbook.created).toMatch(moment);
    expect(playbook.modified).toMatch(moment);
    expect(types).toEqual(expect.arrayContaining([...playbook.playbook_types]));
    expect(playbook.playbook_activities.length).toBeGreaterThan(0);
    expect(playbook.severity >= 0 && playbook.severity <= 100).toBe(true);
    expect(playbook.workflow[playbook.workflow_start]?.type).toBe('start');
    for (const agent of Object.keys(playbook.agent_definitions)) expect(agent).toMatch(idOf('organization'));
  });

  it.each(playbookIds)('%s: every step is whole and is reached from the start (IR1)', async (id) => {
    const playbook = await exported(id);
    for (const [step, value] of Object.entries(playbook.workflow)) expectStep(step, value, playbook);
    expect(new Set(reached(playbook, playbook.workflow_start))).toEqual(new Set(Object.keys(playbook.workflow)));
  });

  it('lists an activity for every activity that a step has, and no other (IR1)', async () => {
    const { workflow, playbook_activities: listed } = await exported('rogue-coach');
    const used = Object.values(workflow).flatMap(({ commands = [] }) => commands.map((each) => each.playbook_activity));
    expect(new Set(listed)).toEqual(new Set(used));
  });

  it('gives different playbooks different ids, and the same one the same (IR1)', async () => {
    const ids = await Promise.all(playbookIds.map(async (id) => (await exported(id)).id));
    expect(new Set(ids).size).toBe(playbookIds.length);
    expect(await exported('key-misuse')).toEqual(await exported('key-misuse'));
  });
});
