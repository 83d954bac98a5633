import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drillReport } from '#/domain/incidents/drills/report.ts';
import type { Decision, Scenario } from '#/domain/incidents/drills/scenario.ts';
import { scenarios } from '#/domain/incidents/drills/scenarios.ts';
import { drillsDue } from '#/domain/incidents/drills/schedule.ts';
import { tabletop } from '#/domain/incidents/drills/tabletop.ts';
import { minutes, type Playbook } from '#/domain/incidents/playbook.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';

const startedAt = Date.UTC(2026, 10, 2, 9);
const day = 86_400_000;
const every = [...scenarios.values()];
const named = every.map((scenario) => [scenario.id, scenario] as const);

function playbookOf({ playbook }: Scenario): Playbook {
  const found = playbooks.get(playbook);
  if (!found) throw new Error(`No playbook "${playbook}".`);
  return found;
}

/** Everybody decides at once what they are asked: learnt from an exercise in which nobody came. */
async function givenPromptTable(scenario: Scenario, took = 1): Promise<Decision[]> {
  let decisions: Decision[] = [];
  for (;;) {
    const { decisions: scored } = await tabletop(playbookOf(scenario), scenario, decisions, startedAt);
    const missed = scored.filter(({ came }) => came === 'missed');
    if (missed.length === 0) return decisions;
    const made = missed.map(({ to, by }): Decision => ({ to, by, took: minutes(took), answer: 'approved' }));
    decisions = [...decisions, ...made];
  }
}

async function reportOf(scenario: Scenario, decisions: readonly Decision[]) {
  const playbook = playbookOf(scenario);
  const exercised = await tabletop(playbook, scenario, decisions, startedAt);
  return { exercised, report: drillReport(playbook, scenario, exercised, startedAt) };
}

function givenScenario(id: string): Scenario {
  const scenario = scenarios.get(id);
  if (!scenario) throw new Error(`No scenario "${id}".`);
  return scenario;
}

describe('tabletop exercises', () => {
  it('has a scenario for every live playbook, the compromised mobile channel among them (IR12, IR13)', () => {
    const tried = new Set(every.map(({ playbook }) => playbook));
    const live = [...playbooks.values()].filter(({ mode }) => mode === 'live').map(({ id }) => id);
    expect(live.filter((id) => !tried.has(id))).toEqual([]);
    expect([...scenarios.keys()]).toEqual(
      expect.arrayContaining(['compromised-mobile-channel', 'stolen-coach-laptop', 'vendor-breach']),
    );
  });

  it.each(named)('%s: a prompt table meets every target, and every probe holds (IR12, MO5)', async (_, scenario) => {
    const { exercised, report } = await reportOf(scenario, await givenPromptTable(scenario));
    expect(exercised.unproven).toEqual([]);
    expect(report).toMatchObject({ ended: 'completed', missed: [], lessons: [], countsInMetrics: false });
    expect([report.contained.met, report.recovered.met]).toEqual([true, true]);
  });

  it.each(named)(
    '%s: when nobody comes, what was done goes back and each miss has an owner (IR14)',
    async (_, scenario) => {
      const { exercised, report } = await reportOf(scenario, []);
      expect(exercised.ended).toBe('stopped');
      expect(report.missed).toEqual(
        expect.arrayContaining(['declare', 'contain', ...scenario.injects.map(({ id }) => id)]),
      );
      expect(report.recovered.met).toBe(false);
      expect(report.lessons.length).toBeGreaterThanOrEqual(report.missed.length);
      for (const { owner, dueAt } of report.lessons)
        expect([owner.length > 0, dueAt]).toEqual([true, startedAt + 30 * day]);
    },
  );

  it('undoes in reverse order what had been done at once (IR2)', async () => {
    const { exercised } = await reportOf(givenScenario('stolen-coach-laptop'), []);
    expect(exercised.undone).toEqual(['disable-account', 'close-sessions']);
  });

  it('does not count a decision of somebody whose it was not, nor a late one (TR12)', async () => {
    const scenario = givenScenario('compromised-mobile-channel');
    const prompt = await givenPromptTable(scenario);
    const wrong = prompt.map((each): Decision => (each.to === 'contain' ? { ...each, by: 'communications' } : each));
    const late = prompt.map((each): Decision => (each.to === 'tell-people' ? { ...each, took: minutes(1441) } : each));
    const [one, other] = [await reportOf(scenario, wrong), await reportOf(scenario, late)];
    expect(one.exercised).toMatchObject({ ended: 'stopped', undone: ['halt-channel'] });
    expect(one.report.lessons).toContainEqual(expect.objectContaining({ about: 'contain', owner: 'security' }));
    expect(other.report.decisions).toContainEqual(
      expect.objectContaining({ to: 'tell-people', came: 'late', took: 1441, within: 1440 }),
    );
  });

  it('is contained when its answer to the alarm says so, and measured against the target (MC11, MO5)', async () => {
    const scenario = givenScenario('compromised-mobile-channel');
    const slow = (await givenPromptTable(scenario)).map(
      (each): Decision => (each.to === 'declare' ? { ...each, took: minutes(6) } : each),
    );
    const { report } = await reportOf(scenario, slow);
    expect(report.contained).toEqual({ took: 6, target: 5, met: false });
    expect(report.lessons).toEqual([expect.objectContaining({ about: 'contained', owner: 'triage' })]);
  });

  it('names a target that the exercised region does not have', async () => {
    const scenario = { ...givenScenario('vendor-breach'), target: 'eu.integration_9' };
    await expect(reportOf(scenario, [])).rejects.toThrow('The exercised region has no integration "eu.integration_9".');
  });
});

describe('the schedule of exercises', () => {
  const one = [{ id: 'rogue-coach' }, { id: 'key-misuse' }] as const;
  const held = { playbook: 'rogue-coach', at: startedAt } as const;

  it('is yearly, and what was never exercised is overdue (IR12)', () => {
    const now = startedAt + 10 * day;
    expect(drillsDue(one, [held], [], now)).toEqual([
      { playbook: 'key-misuse', because: 'never-held', dueAt: now, overdue: true },
      { playbook: 'rogue-coach', because: 'year', dueAt: startedAt + 365 * day, overdue: false },
    ]);
  });

  it('comes sooner after a significant change, unless it was exercised since (IR12)', () => {
    const both = [held, { playbook: 'key-misuse', at: startedAt + 20 * day } as const];
    const due = drillsDue(one, both, [{ at: startedAt + 10 * day }], startedAt + 41 * day);
    expect(due).toEqual([
      { playbook: 'rogue-coach', because: 'change', dueAt: startedAt + 40 * day, overdue: true },
      { playbook: 'key-misuse', because: 'year', dueAt: startedAt + 385 * day, overdue: false },
    ]);
  });

  it('takes a change of one playbook for that one alone (IR12)', () => {
    const both = [held, { playbook: 'key-misuse', at: startedAt } as const];
    const due = drillsDue(one, both, [{ at: startedAt + day, playbook: 'key-misuse' }], startedAt + 2 * day);
    expect(due.map(({ playbook, because }) => [playbook, because])).toEqual([
      ['key-misuse', 'change'],
      ['rogue-coach', 'year'],
    ]);
  });

  it('is never later than a year after the last, nor forgotten, whatever happened (IR12)', () => {
    const times = fc.array(fc.integer({ min: 0, max: 4000 }));
    fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 4000 }), (drills, changes, today) => {
        const at = (count: number) => startedAt + count * day;
        const past = drills.filter((count) => count <= today);
        const held = drills.map((count) => ({ playbook: 'rogue-coach', at: at(count) }) as const);
        const [due] = drillsDue(
          [{ id: 'rogue-coach' }],
          held,
          changes.map((count) => ({ at: at(count) })),
          at(today),
        );
        expect(due?.dueAt).toBeLessThanOrEqual(past.length === 0 ? at(today) : at(Math.max(...past) + 365));
        expect(due?.overdue).toBe(past.length === 0 || Number(due?.dueAt) < at(today));
      }),
    );
  });
});
