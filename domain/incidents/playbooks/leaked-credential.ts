import { keepAccessLogOfIntegration, keepDeliveriesOfIntegration } from '#/domain/incidents/actions/keep-evidence.ts';
import { rotateIntegrationSecret } from '#/domain/incidents/actions/rotate-integration-secret.ts';
import { stopRedelivery } from '#/domain/incidents/actions/stop-redelivery.ts';
import { suspendIntegration } from '#/domain/incidents/actions/suspend-integration.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** The secret of an integration is known to somebody else. */
export const leakedCredential = playbook({
  id: 'leaked-credential',
  title: 'Leaked credential of an integration',
  says: 'The secret of an integration is known to somebody else.',
  target: 'integration',
  severity: 'P1',
  attack: ['T1552', 'T1078.004'],
  lease: days(3),
  times: { contained: minutes(5), recovered: hours(24) },
  undoneOnFailure: ['stop-redelivery'],
  mode: 'live',
  async run(respond, integration) {
    await respond.notify('security', 'case-opened');

    await respond.authorise(minutes(30));
    await respond.step(suspendIntegration, integration);
    await respond.step(stopRedelivery, integration);
    await respond.notify('security', 'contained');
    await respond.parallel(on(keepAccessLogOfIntegration, integration), on(keepDeliveriesOfIntegration, integration));
    await respond.ratify(minutes(60));

    await respond.byHand('search-for-secret');
    await respond.startClocks(integration);
    if ((await respond.approve('evict', hours(24))) === 'approved') {
      await respond.step(rotateIntegrationSecret, integration);
      await respond.byHand('hand-over-secret');
      await respond.notify('organization', 'contained');
    } else {
      await respond.note('left-in-place');
    }
  },
});
