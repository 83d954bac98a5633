import type { Playbook, PlaybookId } from './playbook.ts';
import { accountTakeover } from './playbooks/account-takeover.ts';
import { auditLogTampering } from './playbooks/audit-log-tampering.ts';
import { compromisedChannel } from './playbooks/compromised-channel.ts';
import { credentialStuffing } from './playbooks/credential-stuffing.ts';
import { destructiveChange } from './playbooks/destructive-change.ts';
import { keyMisuse } from './playbooks/key-misuse.ts';
import { leakedCredential } from './playbooks/leaked-credential.ts';
import { personalDataBreach } from './playbooks/personal-data-breach.ts';
import { residencyLeak } from './playbooks/residency-leak.ts';
import { rogueCoach } from './playbooks/rogue-coach.ts';
import { staffCompromise } from './playbooks/staff-compromise.ts';

/**
 * Every playbook, in the order of the register. Evidence comes after the first containment: a log is not lost by it, and an
 * export that fails must not keep it back. The type of its target is known from its definition.
 */
export const playbooks: ReadonlyMap<PlaybookId, Playbook> = new Map(
  [
    accountTakeover,
    rogueCoach,
    staffCompromise,
    credentialStuffing,
    personalDataBreach,
    auditLogTampering,
    leakedCredential,
    compromisedChannel,
    residencyLeak,
    destructiveChange,
    keyMisuse,
  ].map((each) => [each.id, each as unknown as Playbook]),
);
