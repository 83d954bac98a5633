import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import {
  eventUid,
  ifValid,
  type Mapper,
  marksOf,
  ourActor,
  present,
  word,
} from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    entryId: eventUid(),
    subjectId: eventUid(),
    outcome: z.enum(['opened', 'refused']),
    actorId: ourActor(),
    role: ifValid(word()),
    purpose: ifValid(word()),
    route: ifValid(word()),
    records: ifValid(z.array(z.string().check(z.regex(/^[a-z_]+:[A-Za-z0-9_.*-]{1,80}$/)))),
    reason: ifValid(word()),
    at: z.int(),
  }),
);

/** An entry of the access log, with the ids of its key: API Activity. `resources` is whose record it was. */
export const fromAccessLog: Mapper = (record, around) => {
  const { data: entry } = schema().safeParse(record);
  if (!entry) return undefined;
  const { entryId, subjectId, outcome, actorId, role, purpose, route, records = [], reason, at } = entry;
  return eventOf(
    {
      class: 'api_activity',
      activity: 'read',
      uid: entryId,
      code: `record.${outcome}`,
      time: at,
      log: 'access-log',
      instance: around.instance,
      status: outcome === 'opened' ? 'success' : 'failure',
    },
    {
      actor: { user: { uid: actorId } },
      api: { operation: route ?? 'unknown' },
      src_endpoint: { svc_name: 'api' },
      resources: [{ uid: subjectId, type: 'subject' }],
      unmapped: present({
        role,
        purpose,
        reason,
        records: records.length,
        own: actorId === subjectId,
        ...marksOf([subjectId, actorId, ...records], around),
      }),
    },
  );
};
