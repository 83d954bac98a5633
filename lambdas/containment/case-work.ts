import { caseTask } from '#/domain/data-map/entities/incidents.ts';
import type { CaseFacts } from '#/domain/incidents/case/facts.ts';
import type { NewEntry } from '#/domain/incidents/case/timeline.ts';
import type { Audience, Message, Note, Task } from '#/domain/incidents/playbook.ts';
import type { Concerned } from '#/domain/incidents/ports.ts';
import { severities } from '#/domain/incidents/severity.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';
import { create, type Happening } from '#/vault/draft.ts';
import { changeCase } from '#/vault/incidents/cases.ts';
import { responder } from '#/vault/incidents/sessions.ts';
import { kept } from './kept.ts';
import type { Live } from './live-run.ts';

const word = ({ type, id }: Target): string => `${type}:${id}`;
const byUs = (at: number, kind: NewEntry['kind'], facts: CaseFacts): NewEntry => ({
  at,
  actor: responder,
  kind,
  facts,
});

/** Keeps in the timeline what a playbook decided or saw. */
export const noteFact = (live: Live, note: Note, facts: CaseFacts): Promise<void> =>
  kept(live.context, `note: ${note}`, async () => {
    const { services, event } = live;
    const entry = byUs(services.now(), 'noted', { note, ...facts });
    await changeCase(services.vault, event.incidentId, () => ({ entries: [entry] }));
  });

/** Hands a message to the outbox, from where it is sent; the timeline says to whom, and never what it says. */
export const sendMessage = (live: Live, audience: Audience, message: Message, of: Target): Promise<void> =>
  kept(live.context, `notify: ${audience} ${message} ${targetName(of)}`, async () => {
    const { services, event } = live;
    const { incidentId } = event;
    const sent: Happening = {
      type: `incident.${message.replaceAll('-', '_')}_${audience}`,
      subjectId: of.type === 'person' ? of.id : incidentId,
      resourceId: incidentId,
    };
    await changeCase(services.vault, incidentId, () => ({
      entries: [byUs(services.now(), 'message-sent', { audience, message, of: word(of) })],
      event: { ...sent, actorId: responder },
    }));
  });

/** Lists something that no code does, for whoever answers for the case; due by when the case is to be decided. */
export const askByHand = (live: Live, task: Task): Promise<void> =>
  kept(live.context, `by hand: ${task}`, async () => {
    const { services, event } = live;
    const { vault } = services;
    const taskId = vault.mintId('task');
    const at = services.now();
    const dueAt = at + severities[event.severity].decideWithin * 60_000;
    await changeCase(vault, event.incidentId, () => ({
      entries: [byUs(at, 'task-changed', { taskId, task, state: 'open', dueAt })],
      records: [
        create(caseTask, { incidentId: event.incidentId, taskId }, vault.instance, { task, dueAt, state: 'open' }),
      ],
    }));
  });

/** Counts whom it concerns, from the access log. The clocks and notices that follow are made of it. */
export const startClocks = (live: Live, of: Target): Promise<Concerned> =>
  kept(live.context, `clocks: ${targetName(of)}`, async () => {
    const { services, event, eyes } = live;
    const concerned = await eyes.concerned(of);
    const facts = { of: word(of), people: concerned.people, jurisdictions: concerned.jurisdictions };
    await changeCase(services.vault, event.incidentId, () => ({
      entries: [byUs(services.now(), 'scope-computed', facts)],
      event: {
        type: 'incident.scope_computed',
        subjectId: event.incidentId,
        resourceId: event.incidentId,
        actorId: responder,
      },
    }));
    return concerned;
  });
