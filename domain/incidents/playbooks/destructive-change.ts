import { cancelKeyDeletion } from '#/domain/incidents/actions/cancel-key-deletion.ts';
import { endStaffSessions } from '#/domain/incidents/actions/end-staff-sessions.ts';
import { freezeWrites } from '#/domain/incidents/actions/freeze-writes.ts';
import { keepKeysOfInstance, keepTrailOfInstance } from '#/domain/incidents/actions/keep-evidence.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Tables, buckets or keys are being deleted or overwritten. Restoring is done by people, who see what they bring back. */
export const destructiveChange = playbook({
  id: 'destructive-change',
  title: 'Destructive change',
  says: 'Tables, buckets or keys are being deleted or overwritten.',
  target: 'instance',
  severity: 'P1',
  attack: ['T1485', 'T1486', 'T1490'],
  lease: days(3),
  times: { contained: minutes(15), recovered: hours(24) },
  undoneOnFailure: ['end-staff-sessions'],
  mode: 'plan',
  async run(respond, instance) {
    await respond.notify('security', 'case-opened');
    await respond.step(cancelKeyDeletion, instance);

    await respond.authorise(minutes(15));
    await respond.parallel(on(freezeWrites, instance), on(endStaffSessions, instance));
    await respond.notify('security', 'contained');
    await respond.parallel(on(keepTrailOfInstance, instance), on(keepKeysOfInstance, instance));
    await respond.ratify(minutes(30));

    await respond.byHand('protect-tables');
    await respond.byHand('verify-backups');
    await respond.byHand('restore-to-new-tables');
    await respond.byHand('switch-to-restored');
    await respond.startClocks(instance);
    await respond.notify('privacy', 'contained');
  },
});
