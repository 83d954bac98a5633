import { haltChannel } from '#/domain/incidents/actions/halt-channel.ts';
import { keepDeliveriesOfChannel } from '#/domain/incidents/actions/keep-evidence.ts';
import { revokeDeviceTokens } from '#/domain/incidents/actions/revoke-device-tokens.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** The kill switch: nothing more goes out, and no device can be reached by what was stolen. */
export const compromisedChannel = playbook({
  id: 'compromised-channel',
  title: 'Compromised delivery channel',
  says: 'Somebody else sends through a channel of ours, or reads what goes through it.',
  target: 'channel',
  severity: 'P1',
  attack: ['T1552', 'T1567'],
  lease: days(3),
  times: { contained: minutes(5), recovered: hours(48) },
  undoneOnFailure: [],
  mode: 'live',
  async run(respond, channel) {
    await respond.notify('security', 'case-opened');

    await respond.authorise(minutes(15));
    await respond.parallel(on(haltChannel, channel), on(revokeDeviceTokens, channel));
    await respond.notify('security', 'contained');
    await respond.step(keepDeliveriesOfChannel, channel);
    await respond.ratify(minutes(60));

    await respond.startClocks(channel);
    await respond.notify('privacy', 'contained');
    if ((await respond.approve('tell-people', hours(24))) === 'approved') {
      await respond.notify('organization', 'contained');
    } else {
      await respond.note('people-decide');
    }
  },
});
