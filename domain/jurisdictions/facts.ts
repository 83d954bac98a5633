/** What decides which laws protect a person. */
export type Facts = {
  /** Where the person lives, ISO 3166-1 alpha-2; left out when it is not known. */
  readonly country?: string | undefined;
  /** ISO 3166-2, such as `US-CA`; left out when it is not known. */
  readonly region?: string | undefined;
  /** The instance that keeps the data: its home regime protects people whose own country we do not know. */
  readonly instance: 'eu' | 'na';
  /** `health`: the tenant is a covered entity or business associate under HIPAA. */
  readonly sector?: 'health' | undefined;
  /** That we know the person to be a minor. The laws that need this turn on actual knowledge, so nobody is asked only for it. */
  readonly minor?: boolean | undefined;
  /** The person takes part as somebody's employee. */
  readonly employment?: boolean | undefined;
  /** Sizes from which an act reaches an organisation; one that is not known counts as reached. */
  readonly organizationThresholds?: { readonly ccpaBusiness?: boolean | undefined } | undefined;
};

/** On whom a rule is binding. Every part must hold. */
export type Condition = {
  readonly regions?: readonly string[];
  readonly notRegions?: readonly string[];
  readonly sector?: 'health';
  readonly notSector?: 'health';
  readonly minor?: true;
  readonly employment?: true;
  readonly threshold?: 'ccpaBusiness';
};

/** Whether a rule binds. A region or size that is not known counts as met: better one rule too many than one too few. */
export function holds(condition: Condition, facts: Facts): boolean {
  const { regions, notRegions, sector, notSector, minor, employment, threshold } = condition;
  const { region } = facts;
  if (regions && region !== undefined && !regions.includes(region)) return false;
  if (notRegions && region !== undefined && notRegions.includes(region)) return false;
  if (sector && facts.sector !== sector) return false;
  if (notSector && facts.sector === notSector) return false;
  if (minor && facts.minor !== true) return false;
  if (employment && facts.employment !== true) return false;
  return !(threshold && facts.organizationThresholds?.[threshold] === false);
}
