import { isAdequateOn } from '#/domain/governance/adequacy.ts';
import { isValidOn, type TransferMechanism, transferMechanisms } from '#/domain/governance/transfers.ts';
import { memberStates } from '#/domain/jurisdictions/member-states.ts';

export type Home = 'EU' | 'NA';

/** Countries that an instance’s own law reaches into, or between which that law asks for nothing. */
const homeCountries: Readonly<Record<Home, readonly string[]>> = { EU: memberStates, NA: ['US', 'CA'] };

export type Transfer = {
  /** Where the recipient processes, ISO 3166-1. */
  readonly country: string;
  readonly mechanism?: TransferMechanism | undefined;
  /** The recorded assessment of the transfer. */
  readonly tiaId?: string | undefined;
};

/** Safeguards by contract hold only with an assessment of the country (CJEU C-311/18, paragraph 134). */
const needsAssessment: readonly TransferMechanism[] = ['scc', 'bcr'];

function expired(mechanism: TransferMechanism): string {
  const { says, citation, until } = transferMechanisms[mechanism] as (typeof transferMechanisms)['privacy_shield'];
  return `“${mechanism}” carries no data on this day: ${says} ${citation}, until ${until}.`;
}

/**
 * Why data may not leave an instance for a recipient on a day such as `2026-11-21`, in words that say the mend; undefined
 * when it may.
 */
export function transferFault({ country, mechanism, tiaId }: Transfer, home: Home, day: string): string | undefined {
  if (mechanism && !isValidOn(mechanism, day)) return expired(mechanism);
  if (homeCountries[home].includes(country)) return undefined;
  if (home === 'EU' && isAdequateOn(country, day)) return undefined;
  if (mechanism === 'eu_us_dpf' && home === 'EU' && country === 'US') return undefined;
  if (!mechanism || !needsAssessment.includes(mechanism)) {
    return `${country} needs a mechanism that carries data there, such as standard contractual clauses (scc).`;
  }
  return tiaId ? undefined : `“${mechanism}” needs the assessment of the transfer on record (tiaId).`;
}
