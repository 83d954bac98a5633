/** What may carry personal data to another country. Frameworks that a court ended stay listed, so that they are refused by name. */
type Mechanism = {
  readonly says: string;
  /** Where the law says so. */
  readonly citation: string;
  /** First day it can be relied on. */
  readonly from?: string;
  /** First day it no longer can. */
  readonly until?: string;
};

export const transferMechanisms = {
  none_needed: { says: 'The data stays where its own law protects it.', citation: 'GDPR Art. 44 does not apply' },
  adequacy: { says: 'The Commission found the country’s protection adequate.', citation: 'GDPR Art. 45' },
  eu_us_dpf: {
    says: 'EU-US Data Privacy Framework, for recipients on its list.',
    citation: 'Decision (EU) 2023/1795',
    from: '2023-07-10',
  },
  scc: {
    says: 'Standard contractual clauses, with an assessment of the transfer.',
    citation: 'GDPR Art. 46(2)(c), Decision (EU) 2021/914',
    from: '2021-06-27',
  },
  bcr: { says: 'Binding corporate rules that an authority approved.', citation: 'GDPR Art. 47' },
  privacy_shield: { says: 'EU-US Privacy Shield.', citation: 'CJEU C-311/18', until: '2020-07-16' },
  eu_safe_harbor: { says: 'EU-US Safe Harbor.', citation: 'CJEU C-362/14', until: '2015-10-06' },
} as const satisfies Record<string, Mechanism>;

export type TransferMechanism = keyof typeof transferMechanisms;

/** Whether a mechanism can be relied on, on a day such as `2026-11-21`. */
export function isValidOn(name: TransferMechanism, day: string): boolean {
  const { from = '', until = '9999' }: Mechanism = transferMechanisms[name];
  return from <= day && day < until;
}
