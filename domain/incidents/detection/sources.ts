import type { Mapper } from './source.ts';
import { fromAccessLog } from './sources/access-log.ts';
import { fromAlarm } from './sources/alarm.ts';
import { fromFirewall } from './sources/firewall.ts';
import { fromGuardDuty } from './sources/guard-duty.ts';
import { fromIncident } from './sources/incident.ts';
import { fromOutbox } from './sources/outbox.ts';
import { fromRemediation } from './sources/remediation.ts';
import { fromSecurityHub } from './sources/security-hub.ts';
import { fromSignInTrigger } from './sources/sign-in-trigger.ts';
import { fromThreatProtection } from './sources/threat-protection.ts';
import { fromTrail } from './sources/trail.ts';

/** Where events come from, and what reads them. */
export const mappers = {
  'access-log': fromAccessLog,
  outbox: fromOutbox,
  'sign-in-trigger': fromSignInTrigger,
  'threat-protection': fromThreatProtection,
  firewall: fromFirewall,
  trail: fromTrail,
  'guard-duty': fromGuardDuty,
  'security-hub': fromSecurityHub,
  alarm: fromAlarm,
  incidents: fromIncident,
  response: fromRemediation,
} as const satisfies Readonly<Record<string, Mapper>>;
export type SourceName = keyof typeof mappers;
