import { endOf } from '#/domain/data-map/retention.ts';
import type { RequestKind } from './kinds.ts';
import { type ExtensionReason, isOpen, type RefusalReason, type RequestState, requestStates } from './states.ts';

/** A request as far as its course goes; moments are epoch ms. */
export type Standing = {
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly receivedAt: number;
  /** When the person proved who they are. */
  readonly verifiedAt?: number | undefined;
  readonly confirmedAt?: number | undefined;
  readonly closedAt?: number | undefined;
  readonly dueAt: number;
  /** Until when `dueAt` may be put off; absent where it may not, or was already. */
  readonly extendableTo?: number | undefined;
  readonly extension?: ExtensionReason | undefined;
  readonly refusal?: RefusalReason | undefined;
  /** Of an erasure: the person wants time to think again after they confirmed. */
  readonly grace?: boolean | undefined;
  /** Until when a confirmed erasure can be called off. */
  readonly graceUntil?: number | undefined;
};

/** Who may make a move: the person, the people who answer requests, or a job of ours. */
export type Mover = 'person' | 'office' | 'service';

type Rule = {
  readonly from: readonly RequestState[];
  readonly to: RequestState;
  readonly by: readonly Mover[];
  readonly kinds?: readonly RequestKind[];
  readonly while?: 'extendable' | 'in_grace';
};

const unconfirmed = ['identity_unverified', 'awaiting_confirmation'] as const;
const underWay = ['in_progress', 'extended', 'waiting_for_third_parties'] as const;

/** Every step that a request can make, as data. What is not here cannot happen. */
export const moves = {
  confirm: [{ from: unconfirmed, to: 'in_progress', by: ['person'] }],
  cancel: [
    { from: unconfirmed, to: 'cancelled', by: ['person'] },
    // Lifted while it was weighed.
    { from: underWay, to: 'cancelled', by: ['service'], kinds: ['objection'] },
    { from: underWay, to: 'cancelled', by: ['person'], kinds: ['erasure'], while: 'in_grace' },
    // The person lifts what they have asked for.
    { from: [...underWay, 'completed'], to: 'cancelled', by: ['person'], kinds: ['restriction'] },
  ],
  ask_third_parties: [
    { from: ['in_progress', 'extended'], to: 'waiting_for_third_parties', by: ['service', 'office'] },
  ],
  extend: [{ from: underWay, to: 'extended', by: ['office'], while: 'extendable' }],
  refuse: [{ from: [...unconfirmed, ...underWay], to: 'refused', by: ['office', 'service'] }],
  complete: [
    { from: underWay, to: 'completed', by: ['service'] },
    // A copy and an erasure are their jobs' to complete.
    { from: underWay, to: 'completed', by: ['office'], kinds: ['rectification', 'restriction', 'objection'] },
  ],
} as const satisfies Record<string, readonly Rule[]>;
export type MoveName = keyof typeof moves;

export type Move =
  | { readonly name: Exclude<MoveName, 'extend' | 'refuse'> }
  | { readonly name: 'extend'; readonly reason: ExtensionReason }
  | { readonly name: 'refuse'; readonly reason: RefusalReason };

/** Days in which a confirmed erasure can still be called off, where the person asked for that. */
const graceDays = 30;

const conditions = {
  extendable: ({ extendableTo, dueAt }: Standing, now: number) => extendableTo !== undefined && now < dueAt,
  in_grace: ({ graceUntil }: Standing, now: number) => graceUntil !== undefined && now < graceUntil,
} as const;

const ruleFor = (request: Standing, name: MoveName, by: Mover, now: number): Rule | undefined =>
  (moves[name] as readonly Rule[]).find(
    (rule) =>
      rule.from.includes(request.state) &&
      rule.by.includes(by) &&
      (!rule.kinds || rule.kinds.includes(request.kind)) &&
      (!rule.while || conditions[rule.while](request, now)),
  );

/** What a move adds, besides the state it leads to. */
function particulars(request: Standing, move: Move, now: number): Partial<Standing> {
  switch (move.name) {
    case 'confirm': {
      const verifiedAt = request.verifiedAt ?? now;
      const graceUntil = request.grace ? endOf(now, { days: graceDays }) : undefined;
      return { confirmedAt: now, verifiedAt, ...(graceUntil === undefined ? {} : { graceUntil }) };
    }
    case 'extend':
      return { extension: move.reason, dueAt: request.extendableTo ?? request.dueAt, extendableTo: undefined };
    case 'refuse':
      return { refusal: move.reason };
    default:
      return {};
  }
}

/** The request after a move, or undefined where this mover cannot make it now. */
export function moved<R extends Standing>(request: R, move: Move, by: Mover, now: number): R | undefined {
  const rule = ruleFor(request, move.name, by, now);
  if (!rule) return undefined;
  const closed = isOpen(rule.to) ? {} : { closedAt: now };
  return { ...request, ...particulars(request, move, now), state: rule.to, ...closed };
}

/** The states from which somebody can make a move, for words that say why it is refused. */
export const statesFor = (name: MoveName, by: Mover): RequestState[] =>
  requestStates.filter((state) =>
    (moves[name] as readonly Rule[]).some((rule) => rule.by.includes(by) && rule.from.includes(state)),
  );
