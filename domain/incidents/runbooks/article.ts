import { actionOf } from '#/domain/incidents/catalogue.ts';
import { sought } from '#/domain/incidents/findings.ts';
import type { Planned } from '#/domain/incidents/plan.ts';
import { type Duration, type Playbook, questions, tasks } from '#/domain/incidents/playbook.ts';
import { severities } from '#/domain/incidents/severity.ts';
import type { Written } from './written.ts';

const time = ({ minutes }: Duration): string => {
  const [count, unit] =
    minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** One line of the plan as the reader of a runbook needs it; targets are left out, for it is about any. */
function item(line: Planned): string {
  switch (line.kind) {
    case 'action': {
      const { id, says, probe, inverse } = actionOf(line.action);
      const back = inverse === 'irreversible' ? 'It has no inverse.' : `Inverse: \`${inverse}\`.`;
      return `\`${id}\` (${line.target.type}): ${says}. Proven when ${probe.says}. ${back}`;
    }
    case 'question':
      return `Within **${time(line.within)}**: ${questions[line.question]}`;
    case 'message':
      return `\`${line.message}\` to ${line.audience}.`;
    case 'found':
      return `Found by itself: ${sought[line.sought].says}.`;
    case 'clocks':
      return 'The clock of every authority and audience starts, and notices are drafted; none is sent without the privacy officer.';
    case 'by-hand':
      return `By hand: ${tasks[line.task]}`;
    case 'wait':
      return `Wait ${time(line.time)}: ${line.why}.`;
  }
}

const list = (lines: readonly Planned[]): string => [...new Set(lines.map((line) => `- ${item(line)}`))].join('\n');

/**
 * The runbook of a playbook, as Markdown: what its definition says and what people wrote. The plan is of any target, so that
 * lines of the same action are one.
 */
export function articleOf(
  playbook: Playbook,
  plan: readonly Planned[],
  { detect, decide, recover, learn }: Written,
): string {
  const { title, says, severity, times, lease, attack, id, target, mode } = playbook;
  const { answerWithin, officerToldWithin, decideWithin } = severities[severity];
  const of = (...kinds: readonly Planned['kind'][]) => plan.filter(({ kind }) => kinds.includes(kind));
  const byHand = list(of('by-hand'));
  const how =
    mode === 'live'
      ? `It runs by \`npm run coachvault -- respond ${id}\` on its target: ${target}.`
      : 'It is not run by code: the plan says what people do.';
  return `# Playbook: ${title}

${says} Usually ${severity}. ${how} ATT&CK: ${attack.join(', ')}.

## Detect

${detect} Somebody answers within **${time({ minutes: answerWithin })}**.

## Decide

${decide} The privacy officer knows within **${time({ minutes: officerToldWithin })}**; whether to notify is decided within **${time({ minutes: decideWithin })}**.

${list(of('question'))}

## Contain

Target: **${time(times.contained)}**. It lasts ${time(lease)} unless it is renewed.

${list(of('found', 'action', 'wait'))}

## Notify

${list(of('message', 'clocks'))}

## Recover

Target: **${time(times.recovered)}**. ${recover}
${byHand === '' ? '' : `\n${byHand}\n`}
## Learn

${learn} The review has owners and dates before the case closes.
`;
}
