/** A decision of the European Commission under GDPR Art. 45, or under its forerunner, which Art. 45(9) keeps in force. */
type Decision = {
  readonly decision: string;
  /** First day it can be relied on. */
  readonly from: string;
  /** First day it no longer can. */
  readonly until?: string;
  /** Where it does not cover everybody in the country. */
  readonly only?: string;
};

/**
 * Countries whose protection is adequate, ISO 3166-1. The United States are not here: only recipients on the list of the Data
 * Privacy Framework are covered, and that is a mechanism of its own.
 */
export const adequateCountries: Readonly<Record<string, Decision>> = {
  AD: { decision: 'Decision 2010/625/EU', from: '2010-10-19' },
  AR: { decision: 'Decision 2003/490/EC', from: '2003-06-30' },
  // Adopted in January 2026; its number and day still have to be checked against the Official Journal.
  BR: { decision: 'Commission implementing decision of January 2026', from: '2026-02-01' },
  CA: { decision: 'Decision 2002/2/EC', from: '2001-12-20', only: 'Organisations under PIPEDA.' },
  CH: { decision: 'Decision 2000/518/EC', from: '2000-07-26' },
  FO: { decision: 'Decision 2010/146/EU', from: '2010-03-05' },
  // Renewed in December 2025 for six years; that, too, still has to be checked against the Official Journal.
  GB: { decision: 'Decision (EU) 2021/1772, as renewed in 2025', from: '2021-06-28', until: '2031-12-27' },
  GG: { decision: 'Decision 2003/821/EC', from: '2003-11-21' },
  IL: { decision: 'Decision 2011/61/EU', from: '2011-01-31' },
  IM: { decision: 'Decision 2004/411/EC', from: '2004-04-28' },
  JE: { decision: 'Decision 2008/393/EC', from: '2008-05-08' },
  JP: { decision: 'Decision (EU) 2019/419', from: '2019-01-23' },
  KR: { decision: 'Decision (EU) 2022/254', from: '2021-12-17' },
  NZ: { decision: 'Decision 2013/65/EU', from: '2012-12-19' },
  UY: { decision: 'Decision 2012/484/EU', from: '2012-08-21' },
};

/** Whether a country is adequate on a day such as `2026-11-21`. */
export function isAdequateOn(country: string, day: string): boolean {
  const { from = '9999', until = '9999' } = adequateCountries[country] ?? {};
  return from <= day && day < until;
}
