import { blockAddress } from '#/domain/incidents/actions/block-address.ts';
import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { keepSignInsOfInstance } from '#/domain/incidents/actions/keep-evidence.ts';
import { resetSecrets } from '#/domain/incidents/actions/reset-secrets.ts';
import { signOutEverywhere } from '#/domain/incidents/actions/sign-out-everywhere.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Passwords are tried by the thousand, or the API is called far beyond use. Only accounts that were hit are touched. */
export const credentialStuffing = playbook({
  id: 'credential-stuffing',
  title: 'Credential stuffing and abuse of the API',
  says: 'Sign-ins are tried by the thousand, or the API is called far beyond its use.',
  target: 'instance',
  severity: 'P2',
  attack: ['T1110.003', 'T1110.004'],
  lease: days(1),
  times: { contained: minutes(30), recovered: hours(24) },
  undoneOnFailure: ['block-address'],
  mode: 'live',
  async run(respond, instance) {
    await respond.notify('security', 'case-opened');
    const sources = await respond.find('sources', instance);
    const hit = await respond.find('accounts-hit', instance);
    if (sources.length + hit.length === 0) await respond.note('nothing-to-contain');

    await respond.authorise(minutes(30));
    await respond.parallel(
      ...hit.map((each) => on(closeSessions, each)),
      ...sources.map((each) => on(blockAddress, each)),
    );
    await respond.parallel(...hit.map((each) => on(signOutEverywhere, each)));
    await respond.notify('security', 'contained');
    await respond.step(keepSignInsOfInstance, instance);
    await respond.ratify(minutes(60));
    await respond.byHand('tighten-rate-rules');

    if (hit.length === 0) return;
    await respond.startClocks(instance);
    if ((await respond.approve('evict', hours(24))) === 'approved') {
      await respond.parallel(...hit.map((each) => on(resetSecrets, each)));
      for (const each of hit) await respond.notify('person', 'account-secured', each);
    } else {
      await respond.note('left-in-place');
    }
  },
});
