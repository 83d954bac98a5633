import * as z from 'zod/mini';
import { roles } from '#/domain/access/roles.ts';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import {
  approval,
  caseTask,
  containment,
  incident,
  incidentRun,
  timelineRow,
} from '#/domain/data-map/entities/incidents.ts';
import { type CaseMove, caseMoves } from '#/domain/incidents/case/states.ts';
import { playbookIds } from '#/domain/incidents/playbook.ts';
import { reportKindNames } from '#/domain/incidents/reports.ts';
import { severityNames } from '#/domain/incidents/severity.ts';
import { targetTypes } from '#/domain/incidents/targets.ts';
import { once } from '#/domain/once.ts';

const officer: readonly Way[] = [{ role: 'security', relation: 'none' }];
/** Who may answer a question of a run: the security staff, and the privacy office as their second pair of eyes. */
const approvers: readonly Way[] = [...officer, { role: 'privacy', relation: 'none' }];
const everybody: readonly Way[] = roles.map((role) => ({ role, relation: 'self' }));
const shared = { who: officer, purposes: ['security'], status: 200 } as const;
const all = '/v1/incidents';
const one = `${all}/{incidentId}` as const;

const caseAnswer = once(() => representation(incident, ['incidentId']));
const runAnswer = once(() => representation(incidentRun, ['incidentId', 'number']));
const approvalAnswer = once(() => representation(approval, ['incidentId', 'approvalId']));
const taskAnswer = once(() => representation(caseTask, ['incidentId', 'taskId']));
const containmentAnswer = once(() => representation(containment, ['incidentId', 'number']));
const entryAnswer = once(() => representation(timelineRow, ['incidentId', 'sequence']));

const target = () =>
  z.strictObject({ type: z.enum(targetTypes), id: z.string().check(z.minLength(1), z.maxLength(80)) });
const response = () =>
  z.strictObject({ playbook: z.enum(playbookIds), target: target(), severity: z.optional(z.enum(severityNames)) });

export const incidentRoutes = {
  reportIncident: route({
    ...shared,
    who: everybody,
    method: 'POST',
    path: '/v1/me/report-incident',
    says: 'Tells the security staff that something is wrong: a case is opened at once, with the caller as whom it concerns.',
    body: () => z.strictObject({ kind: z.enum(reportKindNames) }),
    status: 204,
  }),
  openIncident: route({
    ...shared,
    method: 'POST',
    path: all,
    says: 'Opens a case. Its clock runs from `awareAt`, the moment when somebody knew.',
    body: () =>
      z.strictObject({
        severity: z.enum(severityNames),
        targets: z.array(target()).check(z.minLength(1), z.maxLength(50)),
        awareAt: z.optional(z.iso.datetime()),
      }),
    status: 201,
    answer: caseAnswer,
    replay: { route: 'readIncident', id: 'incidentId' },
  }),
  listIncidents: route({
    ...shared,
    method: 'GET',
    path: all,
    says: 'All cases, newest first.',
    query: paging,
    answer: () => page(caseAnswer()),
  }),
  readIncident: route({ ...shared, method: 'GET', path: one, says: 'One case.', answer: caseAnswer }),
  listTimeline: route({
    ...shared,
    method: 'GET',
    path: `${one}/timeline`,
    says: 'What happened in the case: a chain of entries, each with the hash of the one before it.',
    query: paging,
    answer: () => page(entryAnswer()),
  }),
  listContainments: route({
    ...shared,
    method: 'GET',
    path: `${one}/containments`,
    says: 'What was done to whom, with its times, and whether it still stands.',
    query: paging,
    answer: () => page(containmentAnswer()),
  }),
  listApprovals: route({
    ...shared,
    who: approvers,
    method: 'GET',
    path: `${one}/approvals`,
    says: 'Questions to people, and who has answered them.',
    query: paging,
    answer: () => page(approvalAnswer()),
  }),
  listTasks: route({
    ...shared,
    method: 'GET',
    path: `${one}/tasks`,
    says: 'What somebody has to do by hand.',
    query: paging,
    answer: () => page(taskAnswer()),
  }),
  respond: route({
    ...shared,
    method: 'POST',
    path: `${one}/runs`,
    says: 'Starts a playbook. In a P1 what can be undone begins at once.',
    freshSignIn: true,
    body: response,
    status: 202,
    answer: runAnswer,
    replay: { route: 'readRun', id: 'number' },
  }),
  readRun: route({
    ...shared,
    method: 'GET',
    path: `${one}/runs/{number}`,
    says: 'A run as it was asked for.',
    answer: runAnswer,
  }),
  releaseIncident: route({
    ...shared,
    method: 'POST',
    path: `${one}/release`,
    says: 'Brings back everything that the case still keeps contained, the last action first.',
    freshSignIn: true,
    status: 202,
    answer: runAnswer,
    replay: { route: 'readRun', id: 'number' },
  }),
  answerApproval: route({
    ...shared,
    who: approvers,
    method: 'POST',
    path: `${one}/approvals/{approvalId}/answer`,
    says: 'Agrees to what a run asks, or not: never who started it, nor whom it contains.',
    freshSignIn: true,
    body: () => z.strictObject({ agrees: z.boolean() }),
    answer: approvalAnswer,
    replay: { route: 'readApproval' },
  }),
  readApproval: route({
    ...shared,
    who: approvers,
    method: 'GET',
    path: `${one}/approvals/{approvalId}`,
    says: 'One question.',
    answer: approvalAnswer,
  }),
  takeRole: route({
    ...shared,
    method: 'PUT',
    path: `${one}/roles/{caseRole}`,
    says: 'Takes a role in the case. The commander is the triage owner, and hands the roles over.',
    answer: caseAnswer,
  }),
  moveIncident: route({
    ...shared,
    method: 'POST',
    path: `${one}/moves`,
    says: 'Takes the case on to its next state. It cannot close without a review with owners and dates.',
    body: () => z.strictObject({ move: z.enum(Object.keys(caseMoves) as CaseMove[]) }),
    answer: caseAnswer,
    replay: { route: 'readIncident' },
  }),
} as const;
