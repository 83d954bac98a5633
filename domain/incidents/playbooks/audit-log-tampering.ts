import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { disableAccount } from '#/domain/incidents/actions/disable-account.ts';
import { endStaffSessions } from '#/domain/incidents/actions/end-staff-sessions.ts';
import { keepAccessLogOfInstance, keepTrailOfInstance } from '#/domain/incidents/actions/keep-evidence.ts';
import { restartTrail } from '#/domain/incidents/actions/restart-trail.ts';
import { revokeGrants } from '#/domain/incidents/actions/revoke-grants.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Somebody makes the record of what happened unreliable: the log first, then whoever did it. */
export const auditLogTampering = playbook({
  id: 'audit-log-tampering',
  title: 'Tampering with the audit log',
  says: 'Logging was stopped or narrowed, or entries do not add up.',
  target: 'instance',
  severity: 'P1',
  attack: ['T1562.008', 'T1098'],
  lease: days(3),
  times: { contained: minutes(5), recovered: hours(24) },
  undoneOnFailure: ['end-staff-sessions', 'disable-account'],
  mode: 'live',
  async run(respond, instance) {
    await respond.notify('security', 'case-opened');
    await respond.step(restartTrail, instance);
    const actors = await respond.find('actors', instance);
    if (actors.length === 0) await respond.note('nothing-to-contain');

    await respond.authorise(minutes(30));
    await respond.step(endStaffSessions, instance);
    await respond.parallel(...actors.map((each) => on(closeSessions, each)));
    await respond.parallel(...actors.flatMap((each) => [on(disableAccount, each), on(revokeGrants, each)]));
    await respond.notify('security', 'contained');
    await respond.parallel(on(keepTrailOfInstance, instance), on(keepAccessLogOfInstance, instance));
    await respond.ratify(minutes(30));

    await respond.byHand('check-trail-digests');
    await respond.byHand('review-administration');
    await respond.notify('privacy', 'contained');
  },
});
