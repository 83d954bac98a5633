import type { Action, Occasion, Prior } from '#/domain/incidents/action.ts';
import { inverseOf } from '#/domain/incidents/catalogue.ts';
import {
  type Answer,
  type Duration,
  hours,
  millisecondsOf,
  minutes,
  type Playbook,
  type PlaybookContext,
  Stopped,
} from '#/domain/incidents/playbook.ts';
import { actsAtOnce, type Severity, severities } from '#/domain/incidents/severity.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import { eyesOn } from './eyes.ts';
import { handsOn } from './hands.ts';
import type { Asked, Decision, DrillRole, Scenario } from './scenario.ts';
import { exercisedRegion, type World } from './world.ts';

/** One decision that was due: by whom, by when, and what came of it. Minutes from when it was asked. */
export type Scored = {
  readonly to: Asked;
  readonly by: DrillRole;
  readonly within: number;
  readonly took?: number;
  /** `missed`: nobody decided; `late`: after its time; `wrong-role`: somebody decided for whom it was not. */
  readonly came: 'in-time' | 'late' | 'missed' | 'wrong-role';
};

/** What an exercise shows; minutes from its start. */
export type Exercised = {
  readonly ended: 'completed' | 'stopped';
  readonly containedAfter?: number;
  readonly endedAfter: number;
  readonly decisions: readonly Scored[];
  /** Ids of the actions whose probe did not hold. */
  readonly unproven: readonly string[];
  /** Ids of the actions that went back, in that order. */
  readonly undone: readonly string[];
};

const roleOf: Readonly<Record<string, DrillRole>> = {
  declare: 'triage',
  contain: 'security',
  evict: 'security',
  'tell-people': 'privacy',
  'delete-copies': 'legal',
  'inform-human-resources': 'legal',
};

/** What people do by hand is followed up a day later. */
const handworkWithin = hours(24);

/** A decision against what was asked of it. */
function score(to: Asked, by: DrillRole, within: Duration, made: Decision | undefined): Scored {
  const due = { to, by, within: within.minutes };
  if (!made) return { ...due, came: 'missed' };
  const took = made.took.minutes;
  if (made.by !== by) return { ...due, took, came: 'wrong-role' };
  return { ...due, took, came: took <= within.minutes ? 'in-time' : 'late' };
}

/** The table while the exercise goes on. */
type Table = {
  readonly world: World;
  readonly scenario: Scenario;
  readonly made: readonly Decision[];
  readonly startedAt: number;
  readonly decisions: Scored[];
  readonly unproven: string[];
  readonly taken: { readonly action: Action; readonly target: Target; readonly prior: Prior }[];
  /** Minutes since the start. */
  clock: number;
  containedAfter: number | undefined;
};

function pass(table: Table, time: Duration): void {
  table.clock += time.minutes;
  table.world.second = Math.floor((table.startedAt + millisecondsOf(minutes(table.clock))) / 1000);
}

/** Nobody at the table, or the wrong one: the question runs out, as it would in earnest. */
function ask(table: Table, to: Asked, within: Duration): Answer {
  const decision = table.made.find((each) => each.to === to);
  const scored = score(to, roleOf[to] ?? 'security', within, decision);
  table.decisions.push(scored);
  const counts = decision !== undefined && scored.came === 'in-time';
  pass(table, counts ? decision.took : within);
  return counts ? decision.answer : 'expired';
}

function agreed(table: Table, within: Duration): void {
  const answer = ask(table, 'contain', within);
  if (answer !== 'approved') throw new Stopped(answer);
}

const occasion = ({ scenario: { id }, taken, world }: Table, because: Occasion['because']): Occasion => ({
  incidentId: id,
  executionId: `${id}-${taken.length}`,
  at: world.second * 1000,
  because,
});

async function take(table: Table, action: Action, target: Target): Promise<void> {
  const eyes = eyesOn(table.world);
  const prior = await action.look(eyes, target);
  if (prior === undefined) throw new TypeError(`The exercised region has no ${target.type} "${target.id}".`);
  if (action.isSo(prior)) return;
  await action.act(handsOn(table.world), target, prior, occasion(table, 'playbook'));
  table.taken.push({ action, target, prior });
  if (!(await action.probe.holds(eyes, target, prior))) table.unproven.push(action.id);
}

/** In reverse order; what was done for good, and evidence, stays. */
async function goBack(table: Table): Promise<string[]> {
  const undone: string[] = [];
  for (const { action, target, prior } of table.taken.toReversed()) {
    const inverse = inverseOf(action);
    if (!inverse || action.tier === 0) continue;
    await inverse.act(handsOn(table.world), target, prior, occasion(table, 'rollback'));
    undone.push(action.id);
  }
  return undone;
}

function contextOf(table: Table, severity: Severity): PlaybookContext {
  const eyes = eyesOn(table.world);
  return {
    severity,
    step: (action, on) => take(table, action as unknown as Action, on),
    parallel: async (...moves) => {
      for (const { action, target } of moves) await take(table, action, target);
    },
    authorise: async (within) => (actsAtOnce(severity) ? undefined : agreed(table, within)),
    ratify: async (within) => (actsAtOnce(severity) ? agreed(table, within) : undefined),
    approve: async (question, within) => ask(table, question, within),
    wait: async (_, time) => pass(table, time),
    find: (sought, of) => eyes.find(sought, of),
    startClocks: (of) => eyes.concerned(of),
    byHand: async (task) => void ask(table, task, handworkWithin),
    note: async () => undefined,
    notify: async (_, message) => {
      if (message === 'contained') table.containedAfter ??= table.clock;
    },
  };
}

/**
 * Runs a playbook as an exercise: on a clock that moves by what people took, against a region in memory.
 * @throws TypeError when the scenario names a target that the region does not have
 */
export async function tabletop(
  { run, severity, target: type }: Playbook,
  scenario: Scenario,
  made: readonly Decision[],
  startedAt: number,
): Promise<Exercised> {
  const world = { ...exercisedRegion(), second: Math.floor(startedAt / 1000) };
  const fresh = { decisions: [], unproven: [], taken: [], clock: 0, containedAfter: undefined };
  const table: Table = { world, scenario, made, startedAt, ...fresh };
  ask(table, 'declare', minutes(severities[severity].answerWithin));
  const stopped = await run(contextOf(table, severity), { type, id: scenario.target }).then(
    () => false,
    (error) => {
      if (error instanceof Stopped) return true;
      throw error;
    },
  );
  const undone = stopped ? await goBack(table) : [];
  const { decisions, unproven, clock, containedAfter } = table;
  const injected = scenario.injects.map(({ id, expects }) =>
    score(
      id,
      expects.by,
      expects.within,
      made.find(({ to }) => to === id),
    ),
  );
  return {
    ended: stopped ? 'stopped' : 'completed',
    ...(containedAfter === undefined ? {} : { containedAfter }),
    endedAfter: clock,
    decisions: [...decisions, ...injected],
    unproven,
    undone,
  };
}
