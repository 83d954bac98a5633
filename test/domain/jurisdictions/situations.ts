import { type BindingRegime, regimesFor } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';

/** A Friday afternoon; most laws of the packs are in force, India's and California's last ones are not. */
export const friday = Date.parse('2026-11-20T15:00:00Z');
/** A Friday after the last known start of a law. */
export const later = Date.parse('2027-06-04T15:00:00Z');

type Situation = Omit<Facts, 'instance'> & Partial<Pick<Facts, 'instance'>>;

/** People, by where they live and what else counts. Several entries: one person under the laws of several places. */
export const situations = {
  DE: [{ country: 'DE' }],
  'DE, minor': [{ country: 'DE', minor: true }],
  'DE, employee': [{ country: 'DE', employment: true }],
  FR: [{ country: 'FR' }],
  UK: [{ country: 'GB' }],
  'US-CA': [{ country: 'US', region: 'US-CA' }],
  'US-CA, small organisation': [{ country: 'US', region: 'US-CA', organizationThresholds: { ccpaBusiness: false } }],
  'US-CA, health': [{ country: 'US', region: 'US-CA', sector: 'health' }],
  'US-CO': [{ country: 'US', region: 'US-CO' }],
  'US-NY': [{ country: 'US', region: 'US-NY' }],
  'US-NY, minor': [{ country: 'US', region: 'US-NY', minor: true }],
  'US-TX': [{ country: 'US', region: 'US-TX' }],
  'US-TX, health': [{ country: 'US', region: 'US-TX', sector: 'health' }],
  'US-WA': [{ country: 'US', region: 'US-WA' }],
  'US-OR': [{ country: 'US', region: 'US-OR' }],
  'US-FL': [{ country: 'US', region: 'US-FL' }],
  'US, state unknown': [{ country: 'US' }],
  'CA-QC': [{ country: 'CA', region: 'CA-QC' }],
  'CA-ON': [{ country: 'CA', region: 'CA-ON' }],
  BR: [{ country: 'BR' }],
  ZA: [{ country: 'ZA' }],
  CN: [{ country: 'CN' }],
  IN: [{ country: 'IN' }],
  'DE + BR': [{ country: 'DE' }, { country: 'BR' }],
  'DE + ZA': [{ country: 'DE' }, { country: 'ZA' }],
  'FR + US health': [{ country: 'FR' }, { country: 'US', region: 'US-FL', sector: 'health' }],
  'US-CA + DE': [{ country: 'US', region: 'US-CA' }, { country: 'DE' }],
  'US-FL + CN': [{ country: 'US', region: 'US-FL' }, { country: 'CN' }],
  'CA-QC + UK': [{ country: 'CA', region: 'CA-QC' }, { country: 'GB' }],
  'CN + IN': [{ country: 'CN' }, { country: 'IN' }],
  'unknown country, EU': [{ instance: 'eu' }],
  'unknown country, NA': [{ instance: 'na' }],
  'no pack, NA': [{ country: 'JP', instance: 'na' }],
  everything: [
    ...['DE', 'FR', 'GB', 'US', 'CA', 'BR', 'ZA', 'CN', 'IN'].map((country) => ({ country, minor: true })),
    { country: 'US', sector: 'health', minor: true },
  ],
} as const satisfies Record<string, readonly Situation[]>;
export type SituationName = keyof typeof situations;

/** The regimes that bind us towards somebody at a moment. */
export const regimesOf = (who: SituationName, at: number): readonly BindingRegime[] =>
  (situations[who] as readonly Situation[]).flatMap((facts) => regimesFor({ instance: 'eu', ...facts }, at).regimes);
