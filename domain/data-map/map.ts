import * as coaching from './entities/coaching.ts';
import * as consent from './entities/consent.ts';
import * as directory from './entities/directory.ts';
import * as disclosures from './entities/disclosures.ts';
import * as erasures from './entities/erasures.ts';
import * as evidence from './entities/evidence.ts';
import * as guardians from './entities/guardians.ts';
import * as holds from './entities/holds.ts';
import * as incidents from './entities/incidents.ts';
import * as insights from './entities/insights.ts';
import * as integrations from './entities/integrations.ts';
import * as keys from './entities/keys.ts';
import * as recordings from './entities/recordings.ts';
import * as response from './entities/response.ts';
import * as reviews from './entities/reviews.ts';
import * as rights from './entities/rights.ts';
import * as safeguards from './entities/safeguards.ts';
import * as statistics from './entities/statistics.ts';
import * as support from './entities/support.ts';
import type { Entity } from './entity.ts';

const rooms: readonly Readonly<Record<string, Entity>>[] = [
  coaching,
  consent,
  directory,
  disclosures,
  erasures,
  evidence,
  guardians,
  holds,
  incidents,
  insights,
  integrations,
  keys,
  recordings,
  response,
  reviews,
  rights,
  safeguards,
  statistics,
  support,
];

/** Every entity of the data map. What is not here cannot be stored. */
export const entities: readonly Entity[] = rooms.flatMap((room) => Object.values(room));
