import type { BindingRegime } from './binding.ts';
import { type Considered, compare, tieBreak } from './comparison.ts';
import { type Clocks, calendarOf, type DeadlineName, dueAt, durationOf, endsAt, requestDefault } from './deadlines.ts';
import type { RegimeId } from './regime.ts';
import type { Period } from './values.ts';

type AskedOfUs = {
  /** The rule that sets the time for this kind; absent where laws set it only for related kinds. */
  readonly own?: DeadlineName;
  /** The rules looked at in turn, the nearest first. */
  readonly within: readonly DeadlineName[];
  readonly extension?: 'accessExtension' | 'erasureExtension';
  readonly acknowledged: boolean;
};

const likeAccess: AskedOfUs = { within: ['accessDeadline'], extension: 'accessExtension', acknowledged: true };
/** Laws treat correction and deletion in one breath, and a restriction as the milder form of a deletion. */
const likeErasure: AskedOfUs = {
  within: ['erasureDeadline', 'accessDeadline'],
  extension: 'erasureExtension',
  acknowledged: true,
};

const kinds = {
  access: { ...likeAccess, own: 'accessDeadline' },
  portability: likeAccess,
  rectification: likeErasure,
  restriction: likeErasure,
  objection: { ...likeAccess, acknowledged: false },
  opt_out: { own: 'optOutDeadline', within: ['optOutDeadline', 'accessDeadline'], acknowledged: false },
  erasure: { ...likeErasure, own: 'erasureDeadline', within: ['erasureDeadline'] },
} as const satisfies Record<string, AskedOfUs>;

export type RequestKind = keyof typeof kinds;

/** By when a request is answered; every moment in epoch ms. */
export type RequestClock = {
  readonly dueAt: number;
  /** Until when the answer may be put off, with reasons told before `dueAt`; absent where one of the laws grants no delay. */
  readonly extendableTo?: number;
  readonly acknowledgeBy?: number;
  readonly backupErasureBy?: number;
  /** `rule`: the law sets it for this kind. `nearest_rule`: it sets it for a related kind. `our_default`: no law sets a number. */
  readonly basis: 'rule' | 'nearest_rule' | 'our_default';
  readonly regime?: RegimeId;
  readonly rule?: DeadlineName;
  readonly citation: string;
  /** Of an erasure: what has to be kept for a time under seal, and because of which law. */
  readonly mustKeep: readonly Considered<Period>[];
};

/** What may be known besides the moment a request arrived. */
type Circumstances = { readonly verifiedAt?: number | undefined } & Pick<Clocks, 'holidays'>;

/** The strictest clock for a request that arrived at `receivedAt` (epoch ms), among the regimes that bind us to the person. */
export function requestClock(
  kind: RequestKind,
  regimes: readonly BindingRegime[],
  receivedAt: number,
  { verifiedAt, ...rest }: Circumstances = {},
): RequestClock {
  const clocks: Clocks = { at: receivedAt, since: { verified: verifiedAt }, ...rest };
  const answers = regimes.flatMap((regime) => answerOf(kind, regime, clocks));
  const [first = withoutLaw(clocks)] = answers.sort((a, b) => a.dueAt - b.dueAt || a.tie - b.tie);
  const { tie: _tie, extendedTo: _extendedTo, ...governing } = first;
  const extendableTo = Math.min(...answers.map(({ extendedTo }) => extendedTo));
  const acknowledgeBy = kinds[kind].acknowledged ? compare('requestAck', regimes, clocks)[0]?.dueAt : undefined;
  const erased = kind === 'erasure';
  const backupErasureBy = erased ? compare('backupErasureDeadline', regimes, clocks)[0]?.dueAt : undefined;
  return {
    ...governing,
    ...(answers.length > 0 && extendableTo > first.dueAt ? { extendableTo } : {}),
    ...(acknowledgeBy === undefined ? {} : { acknowledgeBy }),
    ...(backupErasureBy === undefined ? {} : { backupErasureBy }),
    mustKeep: erased ? compare('statutoryMinimumRetention', regimes, clocks) : [],
  };
}

type Answer = Omit<RequestClock, 'extendableTo' | 'mustKeep'> & { readonly extendedTo: number; readonly tie: number };

/** What one regime asks, with its own clock, its own calendar and its own extension; nothing where it knows no such request. */
function answerOf(kind: RequestKind, regime: BindingRegime, clocks: Clocks): Answer[] {
  const asked: AskedOfUs = kinds[kind];
  const name = asked.within.find((candidate) => regime.rules[candidate]);
  const rule = name && regime.rules[name];
  if (!rule) return [];
  const due = dueAt(name, rule, regime, clocks);
  const { byOurDefault } = durationOf(name, rule);
  const own = name === asked.own ? 'rule' : 'nearest_rule';
  return [
    {
      dueAt: due,
      extendedTo: extendedFrom(due, asked, regime, clocks),
      basis: byOurDefault ? 'our_default' : own,
      regime: regime.id,
      rule: name,
      citation: rule.citation,
      tie: tieBreak({ regime: regime.id, byOurDefault }),
    },
  ];
}

function extendedFrom(due: number, { extension }: AskedOfUs, regime: BindingRegime, clocks: Clocks): number {
  const longer = extension && regime.rules[extension];
  return longer ? endsAt(due, durationOf(extension, longer).within, calendarOf(regime, clocks)) : due;
}

function withoutLaw(clocks: Clocks): Answer {
  const due = endsAt(clocks.at, requestDefault, { holidays: new Set(), utcOffsetHours: 0 });
  return { dueAt: due, extendedTo: due, basis: 'our_default', citation: 'our default, not law', tie: 0 };
}
