import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, ourId, present } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    alarmId: eventUid(),
    /** What a check of ours found. */
    kind: z.enum(['consent-ledger-broken', 'timeline-broken', 'evidence-broken', 'clock-missed']),
    subjectId: ifValid(ourId()),
    at: z.int(),
  }),
);

/** A check of ours that found something broken: Detection Finding. */
export const fromAlarm: Mapper = (record, around) => {
  const { data: alarm } = schema().safeParse(record);
  if (!alarm) return undefined;
  const { alarmId, kind, subjectId, at } = alarm;
  return eventOf(
    {
      class: 'detection_finding',
      activity: 'create',
      uid: alarmId,
      code: kind,
      time: at,
      log: 'alarm',
      instance: around.instance,
      severity: 'high',
    },
    {
      finding_info: { uid: alarmId, title: kind },
      ...(subjectId === undefined ? {} : { resources: [{ uid: subjectId, type: 'subject' }] }),
      unmapped: present({ own_check: true }),
    },
  );
};
