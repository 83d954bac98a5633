import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { disableAccount } from '#/domain/incidents/actions/disable-account.ts';
import { endStaffSessions } from '#/domain/incidents/actions/end-staff-sessions.ts';
import { forgetDevices } from '#/domain/incidents/actions/forget-devices.ts';
import { holdRecords } from '#/domain/incidents/actions/hold-records.ts';
import {
  keepAccessLogOfPerson,
  keepSignInsOfPerson,
  keepStandingOfPerson,
  keepTrailOfInstance,
} from '#/domain/incidents/actions/keep-evidence.ts';
import { leaveGroups } from '#/domain/incidents/actions/leave-groups.ts';
import { resetSecrets } from '#/domain/incidents/actions/reset-secrets.ts';
import { revokeGrants } from '#/domain/incidents/actions/revoke-grants.ts';
import { signOutEverywhere } from '#/domain/incidents/actions/sign-out-everywhere.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Support, security, privacy or an administrator: whoever could turn the safeguards themselves off. */
export const staffCompromise = playbook({
  id: 'staff-compromise',
  title: 'Compromise of staff or an administrator',
  says: 'Somebody else acts with the rights of the staff.',
  target: 'person',
  severity: 'P1',
  attack: ['T1078.004', 'T1098', 'T1550.001'],
  lease: days(7),
  times: { contained: minutes(5), recovered: hours(24) },
  undoneOnFailure: ['disable-account', 'leave-groups', 'end-staff-sessions'],
  mode: 'live',
  async run(respond, member) {
    await respond.notify('security', 'case-opened');
    await respond.step(holdRecords, member);

    await respond.authorise(minutes(15));
    await respond.step(closeSessions, member);
    await respond.parallel(
      on(signOutEverywhere, member),
      on(disableAccount, member),
      on(forgetDevices, member),
      on(leaveGroups, member),
      on(revokeGrants, member),
    );
    const instances = await respond.find('instances', member);
    await respond.parallel(...instances.map((each) => on(endStaffSessions, each)));
    await respond.notify('security', 'contained');
    await respond.parallel(
      on(keepStandingOfPerson, member),
      on(keepAccessLogOfPerson, member),
      on(keepSignInsOfPerson, member),
      ...instances.map((each) => on(keepTrailOfInstance, each)),
    );
    await respond.ratify(minutes(30));

    await respond.byHand('review-administration');
    await respond.startClocks(member);
    if ((await respond.approve('evict', hours(24))) === 'approved') {
      await respond.step(resetSecrets, member);
      await respond.notify('person', 'account-secured');
    } else {
      await respond.note('left-in-place');
    }
  },
});
