import type { PlaybookId } from '#/domain/incidents/playbook.ts';

/** What no definition knows, one sentence or two each: the rest of an article comes from its playbook. */
export type Written = {
  /** How it shows, and what else looks like it. */
  readonly detect: string;
  /** What decides whether it is started, and on whom. */
  readonly decide: string;
  /** What has to be so before people are let in again. */
  readonly recover: string;
  /** What the review asks. */
  readonly learn: string;
};

export const written: Readonly<Record<PlaybookId, Written>> = {
  'account-takeover': {
    detect:
      'A new device or impossible travel, a changed address or factor, or the person says so. A new telephone looks alike: ask by another way than the account.',
    decide:
      'A stolen token is enough; do not wait for the person’s answer. Start it on the account, not on the organisation.',
    recover: 'The person proves who they are to two of ours, chooses a new password and enrols a second factor anew.',
    learn: 'How did the secret get out, and which sign-in should have raised it earlier?',
  },
  'rogue-coach': {
    detect:
      'Many clients’ records in a short time, exports, reading after notice was given. A supervision day looks alike.',
    decide: 'Reading without a session near it counts more than its amount. Say nothing to the coach.',
    recover: 'Human resources and legal have decided; clients have another coach or the engagement has ended.',
    learn: 'Which relation still gave access, and why?',
  },
  'staff-compromise': {
    detect: 'A privilege changed, a grant approved or a playbook started that its owner knows nothing of.',
    decide: 'The victim approves nothing. With no second officer free, call one: reversible steps do not wait.',
    recover: 'Everything that the session ran, granted and approved is gone through; factors are new.',
    learn: 'Could one person alone have turned a safeguard off?',
  },
  'credential-stuffing': {
    detect:
      'Failed sign-ins or refusals far above the hour’s usual, from few ranges or for many people. A broken app looks alike.',
    decide: 'Block ranges that have no honest sign-ins; contain only accounts of which a sign-in succeeded.',
    recover: 'The rate is back to usual for an hour, and those who were hit chose new passwords.',
    learn: 'How many succeeded, and with which protection would they not have?',
  },
  'personal-data-breach': {
    detect: 'Bulk exports, a canary record touched, or somebody shows us our own data.',
    decide: 'When reading goes on, freeze first. The clock starts when somebody of ours knew, not when it is proven.',
    recover: 'The way out is closed and proven; customers know what they may tell their people.',
    learn: 'What was there that need not have been?',
  },
  'audit-log-tampering': {
    detect: 'Logging stopped, selectors changed, a digest missing, or a chain that does not verify.',
    decide: 'There is no planned reason to stop the trail: contain, verify the claim afterwards.',
    recover: 'The trail writes with the baseline; the gap is marked in the evidence as unknown.',
    learn: 'Who may change the trail, and does anybody need to?',
  },
  'leaked-credential': {
    detect: 'A secret scanner, a vendor’s message, or use of the credential from where the vendor is not.',
    decide: 'A published secret is a used one. Suspend first; the vendor is asked afterwards.',
    recover: 'The new secret works at the vendor, and the earlier one is refused.',
    learn: 'Where did it lie, and how long?',
  },
  'compromised-channel': {
    detect: 'Messages that nobody of ours sent, or a sender’s key in the wrong hands.',
    decide: 'Halt at once: a late reminder harms less than a forged one.',
    recover: 'A new sender’s key; people know which messages were not ours.',
    learn: 'What could somebody have read from what was sent?',
  },
  'residency-leak': {
    detect: 'A recipient’s notice, a delivery to an address outside, or an id of another instance where it cannot be.',
    decide: 'Stop deliveries before asking how much. Deleting the copies waits for legal: they may be evidence.',
    recover: 'The recipient has proven deletion, or legal has decided what stays and until when.',
    learn: 'Which check should have refused the recipient?',
  },
  'destructive-change': {
    detect: 'Deletions or overwrites in bulk, a key that waits for its deletion, backups disabled.',
    decide: 'Freeze writes before looking for the cause: each minute makes the restore longer.',
    recover: 'Counts and hashes agree, destroyed keys are still destroyed, two people agreed to switch.',
    learn: 'Was the locked backup enough, and how long did it take?',
  },
  'key-misuse': {
    detect: 'A decryption without a request, a grant or a policy that no deployment made.',
    decide: 'Narrow first. Disabling the key stops coaching for everybody: two people, last of all.',
    recover: 'The policy is that of the deployment, no unknown grant is left, the key is enabled.',
    learn: 'Who could change the policy, and what would have refused it?',
  },
};
