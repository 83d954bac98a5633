import type { Declared } from '#/domain/consent/ages.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { organization } from '#/domain/data-map/entities/directory.ts';
import { ageBand, safeguard } from '#/domain/data-map/entities/guardians.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { choiceRows } from './consent-keys.ts';
import type { ConsentRecord } from './consents.ts';
import type { Door } from './door.ts';
import { refOf } from './records.ts';
import type { Rows } from './rows.ts';
import { isErased } from './unseal.ts';
import { of } from './visit.ts';

/** What decides over a yes, besides where the person stands. */
export type Circumstance = {
  readonly age: Declared | undefined;
  /** Somebody has said that the person may need protection. */
  readonly isFlagged: boolean;
  /** Minors take part where the person does. */
  readonly servesMinors: boolean;
};

type Consulted = { readonly rows: Rows; readonly state: ConsentRecord | undefined } & Circumstance;

/**
 * A person's state, with the key rows that a choice on a purpose touches and what decides whether the person consents
 * alone, in one trip; `organizationIds` are those that the person takes part under.
 */
export async function consultToGive(
  door: Door,
  personId: string,
  purpose: ConsentPurpose,
  organizationIds: readonly string[],
): Promise<Consulted> {
  const tenants = organizationIds.map((organizationId) => refOf(organization, { organizationId }));
  const asked = {
    state: of(consentState, { personId }),
    age: of(ageBand, { personId }),
    flag: of(safeguard, { personId }),
  };
  const { found, rows } = await door.consult(asked, [...choiceRows(personId, purpose), ...tenants]);
  const { state, age, flag } = found;
  return {
    rows,
    state: state && !isErased(state) ? state : undefined,
    age: age && !isErased(age) ? age.values : undefined,
    isFlagged: flag !== undefined && !isErased(flag) && flag.values.status === 'set',
    // As it stands, unopened: the organisation's key is none of a choice's business, and a yes here only adds a question.
    servesMinors: tenants.some((ref) => rows.get(ref)?.fields.servesMinors === true),
  };
}
