import type { Scenario } from './scenario.ts';
import { administratorPhished } from './scenarios/administrator-phished.ts';
import { coachReadsInBulk } from './scenarios/coach-reads-in-bulk.ts';
import { compromisedMobileChannel } from './scenarios/compromised-mobile-channel.ts';
import { exportToNowhere } from './scenarios/export-to-nowhere.ts';
import { passwordList } from './scenarios/password-list.ts';
import { silentLog } from './scenarios/silent-log.ts';
import { stolenCoachLaptop } from './scenarios/stolen-coach-laptop.ts';
import { vendorBreach } from './scenarios/vendor-breach.ts';
import { wrongRegion } from './scenarios/wrong-region.ts';

/** Every scenario by its id; each live playbook has one at least. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [
    compromisedMobileChannel,
    stolenCoachLaptop,
    vendorBreach,
    coachReadsInBulk,
    administratorPhished,
    passwordList,
    exportToNowhere,
    silentLog,
    wrongRegion,
  ].map((each) => [each.id, each]),
);
