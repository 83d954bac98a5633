import * as z from 'zod/mini';
import { eventOf, type SeverityName } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, isoTime, type Mapper, present, word } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    id: eventUid(),
    /** Such as `CredentialAccess:IAMUser/AnomalousBehavior`. */
    type: z.string().check(z.regex(/^[A-Za-z]{3,40}:[A-Za-z0-9]{2,40}\/[A-Za-z0-9.!-]{2,64}$/)),
    severity: z.number(),
    updatedAt: isoTime(),
    service: ifValid(z.object({ count: ifValid(z.int()), archived: ifValid(z.boolean()) })),
    resource: ifValid(z.object({ resourceType: ifValid(word()) })),
  }),
);

/** GuardDuty counts from 0.1 to 10; from 9 on it is critical, from 7 high, from 4 medium. */
const severityOf = (score: number): SeverityName =>
  score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';

/** A finding of GuardDuty (`detail` of its event): Detection Finding. Neither title nor description. */
export const fromGuardDuty: Mapper = (record, around) => {
  const { data: finding } = schema().safeParse(record);
  if (!finding) return undefined;
  const { id, type, severity, updatedAt, service, resource } = finding;
  return eventOf(
    {
      class: 'detection_finding',
      activity: service?.archived ? 'close' : (service?.count ?? 1) > 1 ? 'update' : 'create',
      uid: `${id}:${updatedAt}`,
      code: type,
      time: updatedAt,
      log: 'guard-duty',
      instance: around.instance,
      severity: severityOf(severity),
      product: { name: 'GuardDuty', vendor_name: 'AWS' },
    },
    {
      finding_info: { uid: id, title: type, types: [type] },
      unmapped: present({ count: service?.count, resource_type: resource?.resourceType }),
    },
  );
};
