import { cancelKeyDeletion } from '#/domain/incidents/actions/cancel-key-deletion.ts';
import { endStaffSessions } from '#/domain/incidents/actions/end-staff-sessions.ts';
import { keepKeysOfInstance, keepTrailOfInstance } from '#/domain/incidents/actions/keep-evidence.ts';
import { stopExportsOfInstance } from '#/domain/incidents/actions/stop-exports.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** A key is used by whom, or for what, it is not meant. Disabling it comes last: it makes everything sealed unreadable. */
export const keyMisuse = playbook({
  id: 'key-misuse',
  title: 'Misuse of a key',
  says: 'A key is used by whom, or for what, it is not meant.',
  target: 'instance',
  severity: 'P1',
  attack: ['T1552', 'T1098'],
  lease: days(3),
  times: { contained: minutes(15), recovered: hours(24) },
  undoneOnFailure: ['end-staff-sessions'],
  mode: 'plan',
  async run(respond, instance) {
    await respond.notify('security', 'case-opened');
    await respond.step(cancelKeyDeletion, instance);

    await respond.authorise(minutes(15));
    await respond.parallel(on(endStaffSessions, instance), on(stopExportsOfInstance, instance));
    await respond.notify('security', 'contained');
    await respond.parallel(on(keepKeysOfInstance, instance), on(keepTrailOfInstance, instance));
    await respond.ratify(minutes(30));

    await respond.byHand('revoke-key-grants');
    await respond.byHand('narrow-key-policy');
    await respond.startClocks(instance);
    await respond.notify('privacy', 'contained');
    if ((await respond.approve('evict', hours(4))) === 'approved') await respond.byHand('disable-key');
    else await respond.note('left-in-place');
  },
});
