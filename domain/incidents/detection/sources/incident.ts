import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, ourActor, ourId, present } from '#/domain/incidents/detection/source.ts';
import { playbookIds } from '#/domain/incidents/playbook.ts';
import { severityNames } from '#/domain/incidents/severity.ts';
import { once } from '#/domain/once.ts';

const states = { detect: 1, contain: 2, eradicate: 2, recover: 2, review: 4, closed: 5 } as const;
const severities = { P1: 'critical', P2: 'high', P3: 'medium', P4: 'low' } as const;

const schema = once(() =>
  z.object({
    /** Of the entry of the timeline that changed it. */
    entryId: eventUid(),
    incidentId: ourId(),
    /** Whether this is its first entry. */
    isNew: z.boolean(),
    state: z.enum(Object.keys(states) as (keyof typeof states)[]),
    severity: z.enum(severityNames),
    playbook: ifValid(z.enum(playbookIds)),
    triageOwner: ifValid(ourActor()),
    rules: ifValid(z.array(z.string().check(z.regex(/^[a-z-]{1,40}$/)))),
    at: z.int(),
  }),
);

/** A case of ours at one moment: Incident Finding. Without an owner it belongs to the group `security`. */
export const fromIncident: Mapper = (record, around) => {
  const { data: incident } = schema().safeParse(record);
  if (!incident) return undefined;
  const { entryId, incidentId, isNew, state, severity, playbook, triageOwner, rules, at } = incident;
  const title = playbook ?? 'incident';
  return eventOf(
    {
      class: 'incident_finding',
      activity: isNew ? 'create' : state === 'closed' ? 'close' : 'update',
      uid: entryId,
      code: `incident.${state}`,
      time: at,
      log: 'incidents',
      instance: around.instance,
      severity: severities[severity],
      status: states[state],
    },
    {
      finding_info_list: [{ uid: incidentId, title, ...(rules ? { types: rules } : {}) }],
      ...(triageOwner === undefined ? { assignee_group: { name: 'security' } } : { assignee: { uid: triageOwner } }),
      unmapped: present({ playbook }),
    },
  );
};
