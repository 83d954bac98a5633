import type { Area } from '#/domain/api/area.ts';
import { account } from './account/contract.ts';
import { coachingArea } from './coaching/contract.ts';
import { consents } from './consents/contract.ts';
import { containment } from './containment/contract.ts';
import { copies } from './copies/contract.ts';
import { deliveries } from './deliveries/contract.ts';
import { engagementLogs } from './engagement-log/contract.ts';
import { engagements } from './engagements/contract.ts';
import { erasures } from './erasures/contract.ts';
import { evidenceClock } from './evidence-clock/contract.ts';
import { exportsArea } from './exports/contract.ts';
import { guardianships } from './guardianships/contract.ts';
import { holds } from './holds/contract.ts';
import { importsArea } from './imports/contract.ts';
import { incidents } from './incidents/contract.ts';
import { insights } from './insights/contract.ts';
import { integrations } from './integrations/contract.ts';
import { majorityClock } from './majority-clock/contract.ts';
import { objectionOutcomes } from './objection-outcomes/contract.ts';
import { ops } from './ops/contract.ts';
import { organizations } from './organizations/contract.ts';
import { outbox } from './outbox/contract.ts';
import { privacyOffice } from './privacy-office/contract.ts';
import { proofs } from './proofs/contract.ts';
import { propagations } from './propagations/contract.ts';
import { publicArea } from './public/contract.ts';
import { recordings } from './recordings/contract.ts';
import { retention } from './retention/contract.ts';
import { reviews } from './reviews/contract.ts';
import { rights } from './rights/contract.ts';
import { safeguards } from './safeguards/contract.ts';
import { signIn } from './sign-in/contract.ts';
import { statistics } from './statistics/contract.ts';
import { supportClock } from './support-clock/contract.ts';
import { supportGrants } from './support-grants/contract.ts';
import { supportView } from './support-view/contract.ts';
import { sweeper } from './sweeper/contract.ts';
import { transparency } from './transparency/contract.ts';
import { webhooks } from './webhooks/contract.ts';
import { withdrawals } from './withdrawals/contract.ts';

/** Every area, and so every function, of an instance. The file of an area's function is `lambdas/<name>/<name>.handler.ts`. */
export const areas: readonly Area[] = [
  account,
  consents,
  reviews,
  guardianships,
  majorityClock,
  safeguards,
  organizations,
  engagements,
  coachingArea,
  recordings,
  insights,
  integrations,
  deliveries,
  propagations,
  webhooks,
  withdrawals,
  transparency,
  rights,
  privacyOffice,
  exportsArea,
  copies,
  importsArea,
  objectionOutcomes,
  erasures,
  retention,
  sweeper,
  holds,
  proofs,
  supportGrants,
  supportView,
  supportClock,
  incidents,
  containment,
  evidenceClock,
  outbox,
  engagementLogs,
  statistics,
  ops,
  publicArea,
  signIn,
];
