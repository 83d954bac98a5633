import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { disableAccount } from '#/domain/incidents/actions/disable-account.ts';
import { forgetDevices } from '#/domain/incidents/actions/forget-devices.ts';
import { holdRecords } from '#/domain/incidents/actions/hold-records.ts';
import { resetSecrets } from '#/domain/incidents/actions/reset-secrets.ts';
import { signOutEverywhere } from '#/domain/incidents/actions/sign-out-everywhere.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Somebody else uses a client’s or a coach’s account. */
export const accountTakeover = playbook({
  id: 'account-takeover',
  title: 'Account takeover',
  says: 'Somebody else uses the account of a client or a coach.',
  target: 'person',
  severity: 'P1',
  attack: ['T1078.004', 'T1539', 'T1550.001'],
  lease: days(3),
  times: { contained: minutes(5), recovered: hours(24) },
  undoneOnFailure: ['disable-account'],
  mode: 'live',
  async run(respond, person) {
    await respond.notify('security', 'case-opened');
    await respond.step(holdRecords, person);

    await respond.authorise(minutes(30));
    await respond.step(closeSessions, person);
    await respond.parallel(on(signOutEverywhere, person), on(disableAccount, person), on(forgetDevices, person));
    await respond.notify('security', 'contained');
    await respond.ratify(minutes(30));

    if ((await respond.approve('evict', hours(24))) === 'approved') {
      await respond.step(resetSecrets, person);
      await respond.notify('person', 'account-secured');
    } else {
      await respond.note('left-in-place');
    }
  },
});
