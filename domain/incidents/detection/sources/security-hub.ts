import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { ifValid, isoTime, type Mapper, present } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const labels = {
  INFORMATIONAL: 'informational',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
} as const;

const schema = once(() =>
  z.object({
    /** An ARN, or a name that another product gave: kept as a keyed hash. */
    Id: z.string(),
    UpdatedAt: isoTime(),
    Severity: z.object({ Label: z.enum(Object.keys(labels) as (keyof typeof labels)[]) }),
    /** Such as `securityhub/aws-foundational-security-best-practices/v/1.0.0/CloudTrail.4`. */
    GeneratorId: ifValid(z.string().check(z.regex(/^[A-Za-z0-9:./_-]{1,120}$/))),
    Compliance: ifValid(z.object({ Status: ifValid(z.enum(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'])) })),
    RecordState: ifValid(z.enum(['ACTIVE', 'ARCHIVED'])),
    Workflow: ifValid(z.object({ Status: ifValid(z.enum(['NEW', 'NOTIFIED', 'SUPPRESSED', 'RESOLVED'])) })),
  }),
);

/** A finding of Security Hub (AWS Security Finding Format): Detection Finding. Neither title, description nor resources. */
export const fromSecurityHub: Mapper = (record, around) => {
  const { data: finding } = schema().safeParse(record);
  if (!finding) return undefined;
  const { Id, UpdatedAt, Severity, GeneratorId = 'unknown', Compliance, RecordState, Workflow } = finding;
  const uid = around.hash(Id);
  return eventOf(
    {
      class: 'detection_finding',
      activity: RecordState === 'ARCHIVED' || Workflow?.Status === 'RESOLVED' ? 'close' : 'create',
      uid: `${uid}:${UpdatedAt}`,
      code: GeneratorId,
      time: UpdatedAt,
      log: 'security-hub',
      instance: around.instance,
      severity: labels[Severity.Label],
      product: { name: 'Security Hub', vendor_name: 'AWS' },
    },
    {
      finding_info: { uid, title: GeneratorId },
      unmapped: present({ compliance: Compliance?.Status, workflow: Workflow?.Status }),
    },
  );
};
