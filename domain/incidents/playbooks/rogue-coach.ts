import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { disableAccount } from '#/domain/incidents/actions/disable-account.ts';
import { holdRecords } from '#/domain/incidents/actions/hold-records.ts';
import {
  keepAccessLogOfPerson,
  keepSignInsOfPerson,
  keepStandingOfPerson,
} from '#/domain/incidents/actions/keep-evidence.ts';
import { leaveGroups } from '#/domain/incidents/actions/leave-groups.ts';
import { signOutEverywhere } from '#/domain/incidents/actions/sign-out-everywhere.ts';
import { stopExportsOfPerson } from '#/domain/incidents/actions/stop-exports.ts';
import { suspendRelationships } from '#/domain/incidents/actions/suspend-relationships.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** A coach reads, or carries away, what coaching does not need. Nobody tells the coach before human resources and legal are in. */
export const rogueCoach = playbook({
  id: 'rogue-coach',
  title: 'Rogue coach',
  says: 'A coach reads records in bulk, or carries them away.',
  target: 'person',
  severity: 'P1',
  attack: ['T1078.004', 'T1213', 'T1567'],
  lease: days(7),
  times: { contained: minutes(5), recovered: hours(72) },
  undoneOnFailure: ['disable-account', 'leave-groups'],
  mode: 'live',
  async run(respond, coach) {
    await respond.notify('security', 'case-opened');
    await respond.step(holdRecords, coach);

    await respond.authorise(minutes(30));
    await respond.step(closeSessions, coach);
    await respond.parallel(
      on(signOutEverywhere, coach),
      on(disableAccount, coach),
      on(suspendRelationships, coach),
      on(stopExportsOfPerson, coach),
      on(leaveGroups, coach),
    );
    await respond.notify('security', 'contained');
    await respond.parallel(
      on(keepAccessLogOfPerson, coach),
      on(keepSignInsOfPerson, coach),
      on(keepStandingOfPerson, coach),
    );
    await respond.ratify(minutes(30));

    await respond.byHand('review-reading');
    await respond.startClocks(coach);
    await respond.notify('privacy', 'contained');
    await respond.byHand('inform-human-resources');
    if ((await respond.approve('tell-people', days(3))) === 'approved') {
      await respond.notify('person', 'access-ended');
    } else {
      await respond.note('people-decide');
    }
  },
});
