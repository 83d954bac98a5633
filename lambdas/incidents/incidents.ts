import { type Role, type StaffRole, staffRoles } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import {
  approval,
  caseTask,
  containment,
  incident,
  incidentRun,
  timelineRow,
} from '#/domain/data-map/entities/incidents.ts';
import { handedOver } from '#/domain/incidents/case/hand-over.ts';
import { type CaseRole, caseRoles, type Officer } from '#/domain/incidents/case/roles.ts';
import { type CaseStanding, isRefusal, type Refusal, refuse } from '#/domain/incidents/case/standing.ts';
import { type Circumstances, caseAfter } from '#/domain/incidents/case/states.ts';
import { playbooks } from '#/domain/incidents/playbooks.ts';
import { answered, quorumRefusals } from '#/domain/incidents/quorum.ts';
import { reportKinds } from '#/domain/incidents/reports.ts';
import { person } from '#/domain/incidents/targets.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Door, present } from '#/vault/door.ts';
import { change, create } from '#/vault/draft.ts';
import { openQuestions } from '#/vault/incidents/approvals.ts';
import { type CaseChange, caseRecords, openingRecords } from '#/vault/incidents/cases.ts';
import { containmentsOf } from '#/vault/incidents/containments.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import type { incidentRoutes } from './incidents.contract.ts';
import { startRun, tellRun } from './runs.ts';

type SavedCase = Saved<typeof incident>;
type Routes = typeof incidentRoutes;

const officerOf = ({ personId, roles }: { personId: string; roles: readonly Role[] }): Officer => ({
  personId,
  staff: roles.filter((role): role is StaffRole => (staffRoles as readonly Role[]).includes(role)),
});

const standingOf = ({ values }: SavedCase): CaseStanding => ({
  ...values,
  targetIds: values.targets.filter(({ type }) => type === 'person').map(({ id }) => id),
});

/** @throws Problem `conflict` with the words of a refusal */
function unlessRefused<T extends object>(after: T | Refusal): T {
  if (isRefusal(after)) throw new Problem('conflict', { detail: after.says });
  return after;
}

/** Writes what happens to a case through the door: all of it, once, with its event. */
async function saveCase(door: Door, vault: Vault, known: SavedCase, type: string, what: CaseChange) {
  const { incidentId } = known.ids;
  const records = caseRecords(vault, known, what);
  return door.save({ records, event: { type, subjectId: incidentId, resourceId: incidentId } });
}

const runNumber = (runs: number): string => String(runs).padStart(4, '0');

type Run = Pick<Saved<typeof incidentRun>['values'], 'kind' | 'playbook' | 'target'> & {
  severity: CaseStanding['severity'];
};

type Asking = Pick<Request<Routes['releaseIncident']>, 'door' | 'params' | 'caller'>;

type Targets = SavedCase['values']['targets'];
/** Whom a run contains, the case is about: they have no say in it, whatever it was opened for. */
const withTarget = (known: Targets, target: Run['target']): Targets =>
  known.some(({ type, id }) => type === target.type && id === target.id) ? known : [...known, target];

/** Writes down a run that somebody asks for; `finish` starts it, and again when the request is repeated. */
async function askForRun({ door, params, caller }: Asking, vault: Vault, run: (known: SavedCase) => Run) {
  const known = await door.read(incident, params);
  if (known.values.state === 'closed')
    throw new Problem('conflict', { detail: 'The case is closed: open it again first.' });
  const wanted = run(known);
  const targets = withTarget(known.values.targets, wanted.target);
  if (targets.some(({ id }) => id === caller.personId))
    throw new Problem('conflict', { detail: refuse('is-target').says });
  const runs = known.values.runs + 1;
  const draft = create(incidentRun, { ...params, number: runNumber(runs) }, vault.instance, {
    ...wanted,
    initiatorId: caller.personId,
  });
  const saved = await saveCase(door, vault, known, 'incident.run_asked', {
    entries: [],
    changes: {
      runs,
      targets,
      ...(known.values.state === 'detect' && wanted.kind === 'playbook' ? { state: 'contain' } : {}),
    },
    records: [draft],
  });
  return represent(saved.find(({ entity }) => entity.name === incidentRun.name) as Saved<typeof incidentRun>);
}

function responseOf({ body }: Pick<Request<Routes['respond']>, 'body'>, { values }: SavedCase): Run {
  const found = playbooks.get(body.playbook);
  if (found?.mode !== 'live')
    throw new Problem('invalid-request', { detail: `The playbook "${body.playbook}" is for people: see its runbook.` });
  if (found.target !== body.target.type)
    throw new Problem('invalid-request', { detail: `The playbook "${found.id}" is for a ${found.target}.` });
  return { kind: 'playbook', playbook: found.id, target: body.target, severity: body.severity ?? values.severity };
}

/** What stands around a case, for the steps that it may take. */
async function circumstances(vault: Vault, { ids }: SavedCase): Promise<Circumstances> {
  const inForce = (await containmentsOf(vault, ids.incidentId)).filter(({ values }) =>
    ['requested', 'done', 'effective', 'unproven', 'failed'].includes(values.state),
  );
  // No clock stands in a table yet.
  return { contained: inForce.length, openQuestions: await openQuestions(vault, ids.incidentId), openClocks: 0 };
}

export const incidentOperations: Operations<Routes> = {
  reportIncident: async ({ door, body: { kind }, caller }, { vault, mintId, now }) => {
    const incidentId = mintId('incident');
    const targets = [person(caller.personId)];
    const { severity } = reportKinds[kind];
    const opened = { cause: 'report', severity, targets, openedBy: caller.personId, awareAt: now() } as const;
    await door.consult({}, []);
    const event = { type: 'incident.opened', subjectId: incidentId, resourceId: incidentId };
    await door.save({ records: openingRecords(vault, incidentId, { ...opened, targets }, { report: kind }), event });
  },

  openIncident: async ({ door, body, caller }, { vault, mintId, now }) => {
    const awareAt = body.awareAt === undefined ? now() : Date.parse(body.awareAt);
    if (awareAt > now()) throw new Problem('invalid-request', { detail: 'awareAt lies in the future.' });
    const incidentId = mintId('incident');
    const { severity, targets } = body;
    const opened = { cause: 'person', severity, targets, openedBy: caller.personId, awareAt } as const;
    await door.consult({}, []);
    const event = { type: 'incident.opened', subjectId: incidentId, resourceId: incidentId };
    const [saved] = await door.save({ records: openingRecords(vault, incidentId, opened), event });
    return represent(saved as SavedCase);
  },

  listIncidents: async ({ door, query }) => {
    const { items, next } = await door.pointers(incident, 0, {}, query);
    const refs = items.map(({ ids }) => of(incident, { incidentId: ids.incidentId as string }));
    return pageOf({ items: await door.readAll(refs), next }, represent);
  },

  readIncident: async ({ door, params }) => represent(await door.read(incident, params)),
  listTimeline: async ({ door, params, query }) =>
    pageOf(await door.list(timelineRow, params, query, of(incident, params)), represent),
  listContainments: async ({ door, params, query }) =>
    pageOf(await door.list(containment, params, query, of(incident, params)), represent),
  listApprovals: async ({ door, params, query }) =>
    pageOf(await door.list(approval, params, query, of(incident, params)), represent),
  listTasks: async ({ door, params, query }) =>
    pageOf(await door.list(caseTask, params, query, of(incident, params)), represent),

  respond: {
    run: (request, { vault }) => askForRun(request, vault, (known) => responseOf(request, known)),
    finish: startRun,
  },
  releaseIncident: {
    run: (request, { vault }) =>
      askForRun(request, vault, ({ values }) => ({
        kind: 'release',
        target: values.targets[0] as Run['target'],
        severity: values.severity,
      })),
    finish: startRun,
  },
  readRun: async ({ door, params }) => represent(await door.read(incidentRun, params)),
  readApproval: async ({ door, params }) => represent(await door.read(approval, params)),

  answerApproval: {
    run: async ({ door, params, body, caller }, { vault, now }) => {
      const { incidentId } = params;
      const found = await door.open({ known: of(incident, { incidentId }), asked: of(approval, params) });
      const known = present<typeof incident>(found.known);
      const asked = present<typeof approval>(found.asked);
      const answer = { personId: caller.personId, agrees: body.agrees, at: now() };
      const after = answered(asked.values, answer, standingOf(known).targetIds);
      if ('refusal' in after) throw new Problem('conflict', { detail: quorumRefusals[after.refusal] });
      const facts = { approvalId: params.approvalId, agrees: body.agrees, state: after.state };
      const saved = await saveCase(door, vault, known, 'incident.answered', {
        entries: [{ at: now(), actor: caller.personId, kind: 'answered', facts }],
        records: [change(asked, { ...after, answers: [...after.answers] })],
      });
      return represent(saved.find(({ entity }) => entity.name === approval.name) as Saved<typeof approval>);
    },
    finish: tellRun,
  },

  takeRole: async ({ door, params, caller }, { vault, now }) => {
    const { incidentId, caseRole } = params;
    if (!(caseRole in caseRoles)) throw new Problem('not-found');
    const known = await door.read(incident, { incidentId });
    const me = officerOf(caller);
    const { roles, answeredAt } = unlessRefused(handedOver(standingOf(known), caseRole as CaseRole, me, me, now()));
    const [saved] = await saveCase(door, vault, known, 'incident.role_taken', {
      entries: [
        { at: now(), actor: caller.personId, kind: 'role-assigned', facts: { role: caseRole, to: caller.personId } },
      ],
      changes: { roles, answeredAt },
    });
    return represent(saved as SavedCase);
  },

  moveIncident: async ({ door, params, body, caller }, { vault, now }) => {
    const known = await door.read(incident, params);
    const around = await circumstances(vault, known);
    const after = unlessRefused(caseAfter(standingOf(known), body.move, officerOf(caller), around, now()));
    const { state, containedAt, recoveredAt, closedAt } = after;
    const [saved] = await saveCase(door, vault, known, 'incident.moved', {
      entries: [
        { at: now(), actor: caller.personId, kind: 'state-changed', facts: { from: known.values.state, to: state } },
      ],
      changes: { state, containedAt, recoveredAt, closedAt },
    });
    return represent(saved as SavedCase);
  },
};
