import type { BindingRegime } from './binding.ts';
import { type Considered, compare } from './comparison.ts';

type Age = Pick<Considered<number>, 'value' | 'citation' | 'confidence' | 'evidence'> & {
  /** The regime that asks for it; undefined when no law sets an age and ours is taken. */
  readonly regime?: Considered<number>['regime'];
};

/** Full age nearly everywhere, for people under laws that set none. */
const fullAge: Age = { value: 18, citation: 'our default, not law', confidence: 'low', evidence: 'recall' };

// Ages have no clock: which of their versions holds was settled when the regimes were.
const oldest = (name: 'digitalConsentAge' | 'minorProtectionAge', regimes: readonly BindingRegime[]): Age =>
  compare(name, regimes, { at: 0 })[0] ?? fullAge;

/** From which age, in years, a person consents alone; below it a guardian does. */
export const consentAge = (regimes: readonly BindingRegime[]): Age => oldest('digitalConsentAge', regimes);

/** Below which age, in years, a person is protected as a minor. */
export const minorAge = (regimes: readonly BindingRegime[]): Age => oldest('minorProtectionAge', regimes);
