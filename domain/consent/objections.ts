import { type LegitimatePurpose, purposes } from '#/domain/data-map/purposes.ts';

/**
 * Where an objection to a purpose on legitimate interest stands: the person has objected; a person of ours has weighed it
 * and upheld it, or found our grounds to prevail; the person has lifted it.
 */
export const objectionStates = ['objected', 'upheld', 'overridden', 'lifted'] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** The last entry of the ledger that speaks of an objection. */
export type Objection = {
  readonly state: ObjectionState;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Number of the ledger entry. */
  readonly sequence: number;
};
export type Objections = { readonly [P in LegitimatePurpose]?: Objection | undefined };

/** Whether an objection to the purpose ends it at once, or is weighed against compelling grounds first. */
export const stopsAtOnce = (purpose: LegitimatePurpose): boolean => purposes[purpose].objection === 'stops';

/** The compelling grounds that an objection is weighed against; null where it ends the purpose at once. */
export function groundsOf(purpose: LegitimatePurpose): string | null {
  const { objection } = purposes[purpose];
  return objection === 'stops' ? null : objection.grounds;
}

/** Whether the purpose may not be pursued for the person (any more). What is still being weighed goes on. */
export function objectsTo(
  person: { readonly objections?: Objections | undefined } | undefined,
  purpose: LegitimatePurpose,
): boolean {
  const state = person?.objections?.[purpose]?.state;
  return state === 'upheld' || (state === 'objected' && stopsAtOnce(purpose));
}

/** Why an answer changes nothing, in words for the person; undefined when it can be recorded. */
export function objectionRefusal(from: Objection | undefined, objects: boolean): string | undefined {
  const stands = from?.state === 'objected' || from?.state === 'upheld';
  if (objects) return stands ? 'The objection is recorded already.' : undefined;
  return stands ? undefined : 'There is no objection to lift.';
}
