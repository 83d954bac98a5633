/**
 * Every kind of alarm, with what it means for people. Each has an article of the same name under docs/runbooks/, and a
 * test holds the two equal.
 */
export const alarmKinds = {
  'function-errors':
    'Some requests end with an error that nobody planned: coaches and clients see "The service failed".',
  'function-throttles': 'Requests are turned away because no function is free to serve them.',
  'api-5xx': 'More than one request in a hundred fails: coaching stops for some people.',
  'api-latency': 'One request in twenty takes longer than two seconds: the service feels broken.',
  'sign-in-failures': 'Many sign-ins fail: somebody tries passwords, or people cannot get in.',
  'firewall-blocks':
    'The firewall turns away far more requests than usual: an attack, or a rule that hits real people.',
  'key-use-denied':
    'Somebody tried to use or change a key without the right to: theft of a role, or a deploy gone wrong.',
  'key-at-risk': 'A key is disabled, about to be deleted or opened to others: every record it protects is at stake.',
  'table-errors': 'DynamoDB fails to serve a table: records cannot be read or written.',
  'table-throttles': 'DynamoDB turns requests away: some people wait, some get "try again".',
  'dead-letters':
    'Something that nobody waited for has failed for good: an erasure, an export, a message to a third party.',
  'outbox-delay': 'Events leave more than a minute late: third parties may go on using what somebody has withdrawn.',
  'schedule-missed': 'A regular job has not run: what should be gone by now may still be there.',
  'webhook-escalations':
    'A third party has not confirmed in time that it acts on a withdrawal or an erasure: it may still use the data.',
  'grants-unreviewed':
    'Somebody of ours looked into a person’s records, and for seven days nobody else has asked whether they should have.',
  'trail-changed': 'Somebody changed or stopped the trail: what they did afterwards may not be recorded.',
  'trail-silent': 'The trail has recorded nothing for an hour: from then on nobody can say who did what.',
  'backup-failed': 'A backup or its copy failed: a disaster now would lose more than a day.',
  'backup-missed': 'No backup was made for more than a day.',
  'root-use': 'The account’s root user acted. It can do everything and no rule of ours binds it.',
  'response-failed':
    'A response to an incident has failed or was stopped: somebody may be only half contained, and has to be looked after by hand.',
  'lease-lapsed': 'A containment ended because nobody renewed it: whoever it kept out can come in again.',
  'clock-missed':
    'A legal deadline has passed without a notice: an authority, a customer or the people concerned were not told in time.',
  'threat-finding': 'AWS’s look-out sees signs of an intruder.',
} as const;

export type AlarmKind = keyof typeof alarmKinds;
