import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, ourId, present } from '#/domain/incidents/detection/source.ts';
import { targetTypes } from '#/domain/incidents/targets.ts';
import { once } from '#/domain/once.ts';

/** What a D3FEND technique belongs to: the tactic is the activity of the class. */
const tactics: Readonly<Record<string, 'isolate' | 'evict' | 'restore' | 'harden'>> = {
  'D3-AL': 'evict',
  'D3-ANCI': 'evict',
  'D3-CR': 'evict',
  'D3-NI': 'isolate',
  'D3-NTF': 'isolate',
  'D3-CRO': 'harden',
  'D3-ULA': 'restore',
  'D3-RNA': 'restore',
};
/** Success, failure and, of this class, error. */
const statuses = { requested: 0, done: 1, effective: 1, undone: 1, kept: 1, unproven: 4, failed: 6 } as const;

const schema = once(() =>
  z.object({
    executionId: eventUid(),
    incidentId: ourId(),
    action: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
    d3fend: z.string().check(z.regex(/^D3-[A-Z]{1,8}$/)),
    state: z.enum(Object.keys(statuses) as (keyof typeof statuses)[]),
    /** What is no id of ours, such as an address, is kept as a keyed hash. */
    target: z.object({ type: z.enum(targetTypes), id: z.string() }),
    isUndo: ifValid(z.boolean()),
    at: z.int(),
  }),
);

/** An action that a response took: Remediation Activity. */
export const fromRemediation: Mapper = (record, around) => {
  const { data: taken } = schema().safeParse(record);
  if (!taken) return undefined;
  const { executionId, incidentId, action, d3fend, state, target, isUndo, at } = taken;
  const uid = ourId().safeParse(target.id).success ? target.id : around.hash(target.id);
  return eventOf(
    {
      class: 'remediation_activity',
      activity: isUndo ? 'restore' : (tactics[d3fend] ?? 'other'),
      uid: `${executionId}:${state}`,
      code: action,
      time: at,
      log: 'response',
      instance: around.instance,
      status: statuses[state],
    },
    {
      command_uid: executionId,
      countermeasures: [{ d3f_technique: { uid: d3fend } }],
      resources: [{ uid, type: target.type }],
      unmapped: present({ incident: incidentId, state }),
    },
  );
};
