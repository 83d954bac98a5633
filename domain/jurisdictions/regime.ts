import type { Condition } from './facts.ts';
import type { RuleName, ValueOf } from './rules.ts';
import type { ClockStart, Confidence, Duration, Evidence } from './values.ts';

/** One rule of one regime, with the place in the law that says so. */
export type Rule<V> = {
  readonly value: V;
  /** The place in the law; `-` where the point is that no law says anything. */
  readonly citation: string;
  readonly note: string;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
  /** First day the rule holds, `2027-01-01`, in UTC; absent: it holds already. */
  readonly from?: string;
  /** First day the rule no longer holds. */
  readonly until?: string;
  /** What the deadline counts from, where this law differs from the rule's usual clock. */
  readonly clock?: ClockStart;
  /** The deadline we keep where this law sets no number: our choice, not the law's. */
  readonly ourDefault?: Duration;
  /** On whom it is binding within the regime. */
  readonly only?: Condition;
  /** The country that the data may not leave, or not without leave. Two of them cannot both be obeyed. */
  readonly boundTo?: string;
  /** A period that may not be exceeded, where the rule's others must at least be kept. */
  readonly ceiling?: true;
};

/** One rule, or its versions when it changes on a known day or differs by person; at most one of them is binding at a time. */
export type Versions<R> = R | readonly R[];
export type Rules = { readonly [N in RuleName]?: Versions<Rule<ValueOf<N>>> };

/** A regime's short name, which is also the name of its file. */
export type RegimeId =
  | 'eu-gdpr'
  | 'uk-gdpr'
  | 'us-ca-ccpa'
  | 'us-ny'
  | 'us-co'
  | 'us-tx'
  | 'us-uoom-states'
  | 'us-wa-mhmda'
  | 'us-ftc-hbnr'
  | 'us-fed-overlay'
  | 'us-hipaa'
  | 'us-coppa'
  | 'ca-pipeda'
  | 'ca-qc-law25'
  | 'br-lgpd'
  | 'za-popia'
  | 'cn-pipl'
  | 'in-dpdp';

/** Whom a regime protects. */
type Scope = {
  /** Countries of residence, ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly regions?: readonly string[];
  /** When the act itself is binding; absent: on everybody in its countries and regions. */
  readonly act?: Condition;
  /** Rules of neighbouring laws, listed in the same pack, that hold where the act itself does not. */
  readonly besidesTheAct?: readonly RuleName[];
};

/** A pack: what one body of law asks, as data. */
export type Regime = {
  readonly id: RegimeId;
  readonly name: string;
  /** The day the pack was last read against the law. */
  readonly asOf: string;
  readonly scope: Scope;
  /** Whose working days its business days are; see `Calendar`. */
  readonly calendar?: { readonly holidays: string; readonly utcOffsetHours?: number };
  readonly rules: Rules;
  /** Rules that one country sets differently, by country. */
  readonly national?: Readonly<Record<string, Rules>>;
  /** Rules that were looked for, and on which no text or number is known. */
  readonly silentOn?: readonly RuleName[];
};

type Particulars = Partial<Omit<Rule<unknown>, 'value' | 'citation' | 'note' | 'evidence'>>;

const rule =
  (evidence: Evidence) =>
  <const V>(value: V, citation: string, note = '', particulars: Particulars = {}): Rule<V> => ({
    value,
    citation,
    note,
    confidence: 'high',
    evidence,
    ...particulars,
  });

/** A rule that a published source supports; confidence is high unless said otherwise. */
export const checked = rule('checked');
/** A rule from general knowledge, to be verified before it is claimed; confidence is high unless said otherwise. */
export const recalled = rule('recall');
