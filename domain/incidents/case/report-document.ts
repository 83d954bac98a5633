import { type Document, heading, list, paragraph, table } from '#/domain/documents/document.ts';
import { titled } from '#/domain/documents/words.ts';
import { severities } from '#/domain/incidents/severity.ts';
import type { CaseReport, Milestone } from './report.ts';

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
] as const;
/** `72 h`, `1.5 s`: in the largest unit of which there is at least one; hours up to four days. */
function spell(ms: number | undefined): string {
  if (ms === undefined) return 'not yet';
  const [size, unit] = units.find(([one, name]) => Math.abs(ms) >= one * (name === 'd' ? 4 : 1)) ?? [1, 'ms'];
  return `${Number((ms / size).toFixed(1))} ${unit}`;
}
const moment = (at: number): string => new Date(at).toISOString();
const verdict = ({ met, took, within }: Milestone): string => {
  if (met !== undefined) return met ? 'met' : 'missed';
  return within === undefined || took !== undefined ? 'no target' : 'running';
};

function scopeBlocks({ scope }: CaseReport): Document['blocks'] {
  if (!scope) return [paragraph('Not computed yet.')];
  const counts = [...Object.entries(scope.jurisdictions), ...Object.entries(scope.categories)];
  return [
    paragraph(
      `Computed from the access log: people ${scope.people}, records ${scope.records}, lists of records ${scope.lists}.`,
    ),
    table(
      ['Jurisdiction or category', 'People', 'Records'],
      counts.map(([name, { people, records }]) => [titled(name), String(people), String(records)]),
    ),
  ];
}

/** The report on one page, for people; `markdown` prints it. */
export function reportDocument(report: CaseReport): Document {
  const { incidentId, standing, playbook, milestones, actions, clocks, items, entries } = report;
  return {
    name: 'case-report',
    title: `Incident ${incidentId}`,
    version: `${entries} timeline entries`,
    date: moment(standing.awareAt).slice(0, 10),
    blocks: [
      list([
        `State: ${standing.state}`,
        `Severity: ${standing.severity}. ${severities[standing.severity].says}`,
        `Playbook: ${playbook?.id ?? 'none'}`,
        `Triage owner: ${standing.roles.commander ?? 'none'}`,
        `Aware: ${moment(standing.awareAt)}`,
        `Evidence: ${items} items`,
      ]),
      heading('Times'),
      table(
        ['What', 'Took', 'Target', 'Verdict'],
        milestones.map((one) => [
          one.what,
          spell(one.took),
          one.within === undefined ? 'none' : spell(one.within),
          verdict(one),
        ]),
      ),
      heading('Actions'),
      table(
        ['Action', 'Target', 'State', 'Requested', 'Done after', 'Effective after'],
        actions.map((one) => [
          one.action,
          one.target,
          one.state,
          moment(one.requestedAt),
          spell(one.doneIn),
          spell(one.effectiveIn),
        ]),
      ),
      heading('Affected'),
      ...scopeBlocks(report),
      heading('Legal clocks'),
      table(
        ['Clock', 'Law', 'Due', 'State'],
        clocks.map(({ clockId, citation, dueAt, state }) => [clockId, citation, moment(dueAt), state]),
      ),
    ],
  };
}
