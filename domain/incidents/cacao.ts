import { actionOf } from './catalogue.ts';
import { evidenceKinds } from './evidence-kinds.ts';
import { sought } from './findings.ts';
import type { Planned } from './plan.ts';
import { millisecondsOf, type Playbook, questions, tasks } from './playbook.ts';
import type { Severity } from './severity.ts';
import { targetName } from './targets.ts';

/**
 * A playbook as others exchange it: CACAO Security Playbooks 2.0 (OASIS, Committee Specification 01). Commands are `manual`:
 * they tell a reader what ours does, and are not meant to be run by another engine.
 */
export type CacaoPlaybook = {
  readonly type: 'playbook';
  readonly spec_version: 'cacao-2.0';
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly playbook_types: readonly string[];
  readonly playbook_activities: readonly string[];
  readonly created_by: string;
  readonly created: string;
  readonly modified: string;
  readonly severity: number;
  readonly labels: readonly string[];
  readonly workflow_start: string;
  readonly workflow: Readonly<Record<string, CacaoStep>>;
  readonly agent_definitions: Readonly<Record<string, { readonly type: 'organization'; readonly name: string }>>;
};

export type CacaoStep = {
  readonly type: 'start' | 'end' | 'action' | 'parallel';
  readonly name?: string;
  readonly description?: string;
  readonly on_completion?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly agent?: string;
  readonly commands?: readonly CacaoCommand[];
  readonly next_steps?: readonly string[];
};
type CacaoCommand = { readonly type: 'manual'; readonly command: string; readonly playbook_activity: string };

/** Who publishes it and when (RFC 3339 with milliseconds); `uuid` makes the same UUID of the same name always. */
export type CacaoOrigin = {
  readonly createdBy: string;
  readonly created: string;
  readonly modified: string;
  readonly uuid: (name: string) => string;
};

const severityScore: Readonly<Record<Severity, number>> = { P1: 95, P2: 70, P3: 40, P4: 10 };

type Said = { readonly name: string; readonly command: string; readonly activity: string; readonly timeout?: number };

/** What the reader of one line is told to do. */
function said(line: Planned): Said {
  switch (line.kind) {
    case 'action': {
      const { says, probe, d3fend, inverse } = actionOf(line.action);
      const command = `${targetName(line.target)}: ${says}. Proven when: ${probe.says}. D3FEND ${d3fend}. Inverse: ${inverse}.`;
      const isEvidence = Object.keys(evidenceKinds).some((kind) => line.action.startsWith(`keep-${kind}-of-`));
      return { name: line.action, command, activity: isEvidence ? 'analyze-collected-data' : 'restrict-access' };
    }
    case 'question': {
      const command = `Ask people who neither started it nor are concerned: ${questions[line.question]}`;
      return { name: line.question, command, activity: 'step-sequence', timeout: millisecondsOf(line.within) };
    }
    case 'message':
      return { name: line.message, command: `Tell ${line.audience}: ${line.message}.`, activity: 'deliver-content' };
    case 'found':
      return { name: line.sought, command: `Find ${sought[line.sought].says}.`, activity: 'analyze-collected-data' };
    case 'clocks':
      return {
        name: 'start-clocks',
        command: 'Count whom it concerns, start the clock of every authority and audience, draft the notices.',
        activity: 'identify-audience',
      };
    case 'by-hand':
      return { name: line.task, command: tasks[line.task], activity: 'eliminate-risk' };
    case 'wait':
      return { name: 'wait', command: line.why, activity: 'step-sequence', timeout: millisecondsOf(line.time) };
  }
}

/** Lines of one number begin together; every other line stands alone. */
function grouped(lines: readonly Planned[]): readonly (readonly Planned[])[] {
  const groupOf = (line: Planned) => (line.kind === 'action' ? line.together : undefined);
  const groups: Planned[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const before = last?.[0];
    if (last && before && groupOf(line) !== undefined && groupOf(before) === groupOf(line)) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Steps of one group of lines: an action, or a parallel step with a branch each, that lead to `next`. */
function stepsOf(
  group: readonly Planned[],
  at: number,
  next: string,
  agent: string,
  uuid: (name: string) => string,
): readonly (readonly [string, CacaoStep])[] {
  const single = (line: Planned, id: string, onCompletion: string): readonly [string, CacaoStep] => {
    const { name, command, activity, timeout } = said(line);
    const commands = [{ type: 'manual', command, playbook_activity: activity }] as const;
    const limit = timeout === undefined ? {} : { timeout };
    return [id, { type: 'action', name, ...limit, agent, commands, on_completion: onCompletion }];
  };
  const [first] = group;
  if (!first) return [];
  if (group.length === 1) return [single(first, `action--${uuid(`step ${at}`)}`, next)];
  const branches = group.flatMap((line, branch) => {
    const end = `end--${uuid(`end of step ${at}.${branch}`)}`;
    return [single(line, `action--${uuid(`step ${at}.${branch}`)}`, end), [end, { type: 'end' }] as const];
  });
  const nextSteps = branches.flatMap(([id, { type }]) => (type === 'action' ? [id] : []));
  return [
    [`parallel--${uuid(`step ${at}`)}`, { type: 'parallel', next_steps: nextSteps, on_completion: next }],
    ...branches,
  ];
}

/** The plan of a playbook in CACAO’s form. CACAO knows neither approval nor rollback: the first is a step with a timeout. */
export function cacaoOf(playbook: Playbook, lines: readonly Planned[], origin: CacaoOrigin): CacaoPlaybook {
  const uuid = (name: string): string => origin.uuid(`${playbook.id} ${name}`);
  const [agent, start, end] = [`organization--${uuid('agent')}`, `start--${uuid('start')}`, `end--${uuid('end')}`];
  const groups = grouped(lines);
  const steps: (readonly [string, CacaoStep])[] = [[end, { type: 'end' }]];
  let next = end;
  for (const [at, group] of [...groups.entries()].toReversed()) {
    const made = stepsOf(group, at, next, agent, uuid);
    steps.unshift(...made);
    next = made[0]?.[0] ?? next;
  }
  steps.unshift([start, { type: 'start', on_completion: next }]);
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: `playbook--${uuid('playbook')}`,
    name: playbook.title,
    description: playbook.says,
    playbook_types: ['mitigation', 'notification'],
    playbook_activities: [...new Set(lines.map((line) => said(line).activity))],
    created_by: origin.createdBy,
    created: origin.created,
    modified: origin.modified,
    severity: severityScore[playbook.severity],
    labels: playbook.attack,
    workflow_start: start,
    workflow: Object.fromEntries(steps),
    agent_definitions: { [agent]: { type: 'organization', name: 'Security staff of the instance' } },
  };
}
