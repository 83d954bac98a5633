import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usWaMhmda: Regime = {
  id: 'us-wa-mhmda',
  name: 'Washington My Health My Data Act (RCW 19.373)',
  asOf: '2026-11-21',
  scope: { countries: ['US'], regions: ['US-WA'], act: { notSector: 'health' } },
  rules: {
    accessDeadline: checked({ days: 45 }, 'RCW 19.373.040', 'Must include the list of third parties and affiliates.'),
    accessExtension: checked({ days: 45 }, 'RCW 19.373.040'),
    erasureDeadline: recalled(
      { days: 45 },
      'RCW 19.373.040',
      'Very few exceptions; pass on to affiliates, processors, third parties.',
    ),
    backupErasureDeadline: recalled(
      { months: 6 },
      'RCW 19.373.040',
      'Archived/backup copies may lag up to six months.',
      { confidence: 'medium' },
    ),
    consentSensitive: recalled(
      'separate_opt_in',
      'RCW 19.373.030',
      'Separate consents to collect and to share beyond what the service needs. Covers mental-health inferences - reaches wellness coaching. Private right of action.',
    ),
    consentSaleShare: checked(
      'signed_authorization',
      'RCW 19.373.070',
      'Signed document naming buyer; expires after one year.',
    ),
    consentProofRetention: recalled({ years: 6 }, 'RCW 19.373.070', 'Seller and buyer keep authorisations six years.', {
      confidence: 'medium',
    }),
    nonDiscrimination: recalled(true, 'RCW 19.373.030'),
  },
};
