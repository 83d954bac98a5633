import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';
import { regimes } from '#/domain/jurisdictions/regimes.ts';
import { type RequestClock, requestClock } from '#/domain/jurisdictions/request-clock.ts';
import { kinds, type RequestKind } from './kinds.ts';

/** What is known of a request when its time limit is looked up. */
type Asked = {
  readonly kind: RequestKind;
  /** The instance that keeps the data. */
  readonly instance: string;
  /** Where the person says they live: `DE`, or `US-CA`. The laws of that place are taken, else those of the instance. */
  readonly residence?: string | undefined;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly verifiedAt?: number | undefined;
};

function factsOf({ instance, residence }: Asked): Facts {
  const home = instance === 'na' ? 'na' : 'eu';
  if (residence === undefined) return { instance: home };
  return { instance: home, country: residence.slice(0, 2), region: residence.length > 2 ? residence : undefined };
}

/** By when the strictest law wants an answer, and which law that is. */
export function clockOf(asked: Asked): RequestClock & { readonly assumed: readonly string[] } {
  const { kind, receivedAt, verifiedAt } = asked;
  const { regimes: binding, assumed } = regimesFor(factsOf(asked), receivedAt);
  return { ...requestClock(kinds[kind].clock, binding, receivedAt, { verifiedAt }), assumed };
}

/** What the law is called, for people. */
export const regimeName = (id: string | undefined): string | undefined => regimes.find((one) => one.id === id)?.name;
