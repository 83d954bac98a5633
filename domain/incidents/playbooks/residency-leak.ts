import { keepAccessLogOfIntegration, keepDeliveriesOfIntegration } from '#/domain/incidents/actions/keep-evidence.ts';
import { stopRedelivery } from '#/domain/incidents/actions/stop-redelivery.ts';
import { suspendIntegration } from '#/domain/incidents/actions/suspend-integration.ts';
import { days, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Data of one jurisdiction reached a recipient outside it. What is there goes only after legal agreed, and with a proof. */
export const residencyLeak = playbook({
  id: 'residency-leak',
  title: 'Residency leak',
  says: 'Data reached a recipient outside its jurisdiction.',
  target: 'integration',
  severity: 'P1',
  attack: ['T1567'],
  lease: days(7),
  times: { contained: minutes(5), recovered: days(7) },
  undoneOnFailure: [],
  mode: 'live',
  async run(respond, integration) {
    await respond.notify('security', 'case-opened');
    await respond.notify('privacy', 'case-opened');

    await respond.authorise(minutes(30));
    await respond.step(suspendIntegration, integration);
    await respond.step(stopRedelivery, integration);
    await respond.notify('security', 'contained');
    await respond.parallel(on(keepDeliveriesOfIntegration, integration), on(keepAccessLogOfIntegration, integration));
    await respond.ratify(minutes(60));

    await respond.startClocks(integration);
    await respond.byHand('attest-copies');
    if ((await respond.approve('delete-copies', days(5))) === 'approved') {
      await respond.byHand('attest-deletion');
    } else {
      await respond.note('left-in-place');
    }
    await respond.notify('organization', 'contained');
  },
});
