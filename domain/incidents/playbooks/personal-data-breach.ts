import { closeSessions } from '#/domain/incidents/actions/close-sessions.ts';
import { freezeOrganization } from '#/domain/incidents/actions/freeze-organization.ts';
import { holdRecords } from '#/domain/incidents/actions/hold-records.ts';
import { keepAccessLogOfOrganization, keepSignInsOfPerson } from '#/domain/incidents/actions/keep-evidence.ts';
import { stopExportsOfOrganization } from '#/domain/incidents/actions/stop-exports.ts';
import { days, hours, minutes, on, playbook } from '#/domain/incidents/playbook.ts';

/** Records of an organisation’s people are being carried away. What is sent to whom waits for the privacy officer. */
export const personalDataBreach = playbook({
  id: 'personal-data-breach',
  title: 'Personal-data breach',
  says: 'Records of an organisation’s people are being carried away.',
  target: 'organization',
  severity: 'P1',
  attack: ['T1213', 'T1530', 'T1567'],
  lease: days(1),
  times: { contained: minutes(5), recovered: hours(72) },
  undoneOnFailure: [],
  mode: 'live',
  async run(respond, organization) {
    await respond.notify('security', 'case-opened');
    await respond.notify('privacy', 'case-opened');
    const actors = await respond.find('actors', organization);
    await respond.parallel(...actors.map((each) => on(holdRecords, each)));

    await respond.authorise(minutes(30));
    await respond.parallel(on(freezeOrganization, organization), on(stopExportsOfOrganization, organization));
    await respond.parallel(...actors.map((each) => on(closeSessions, each)));
    await respond.notify('security', 'contained');
    await respond.parallel(
      on(keepAccessLogOfOrganization, organization),
      ...actors.map((each) => on(keepSignInsOfPerson, each)),
    );
    await respond.ratify(minutes(30));

    await respond.startClocks(organization);
    await respond.notify('privacy', 'contained');
    if ((await respond.approve('tell-people', hours(48))) === 'approved') {
      await respond.notify('organization', 'contained');
    } else {
      await respond.note('people-decide');
    }
  },
});
