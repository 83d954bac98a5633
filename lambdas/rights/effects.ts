import { person } from '#/domain/data-map/entities/directory.ts';
import { processingLimits } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { corrections } from '#/domain/rights/ask.ts';
import type { RequestKind } from '#/domain/rights/kinds.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { object } from './choices.ts';
import { type Effect, type Matter, withRecords } from './matter.ts';

type Limits = ValuesOf<typeof processingLimits>;

function limited({ request, limits }: Matter, values: Limits): Draft {
  const { personId } = request.ids;
  return limits ? { ...change(limits, {}), values } : create(processingLimits, { personId }, personId, values);
}

/** Fields of the profile change at once; what people wrote in words is for people to read. */
async function rectify(matter: Matter): Promise<Effect> {
  const { door, request, text } = matter;
  const { words, ...given } = text?.values ?? {};
  const isCorrected = corrections.some((name) => given[name] !== undefined);
  const profile = isCorrected ? await door.read(person, { personId: request.ids.personId }) : undefined;
  return { answers: words === undefined, save: withRecords(matter, profile ? [change(profile, given)] : []) };
}

const restrict = (matter: Matter): Effect => ({
  answers: false,
  save: withRecords(matter, [limited(matter, { restrictedBy: matter.request.ids.requestId })]),
});

const effects: { readonly [K in RequestKind]?: (matter: Matter) => Effect | Promise<Effect> } = {
  rectification: rectify,
  restriction: restrict,
  objection: object,
};

/** What a confirmation does besides moving the request on; most kinds leave all of it to a job. */
export const effectOf = async (matter: Matter): Promise<Effect> =>
  (await effects[matter.request.values.kind]?.(matter)) ?? { answers: false, save: withRecords(matter, []) };

/** What calling a request off takes back. */
export function undoing(matter: Matter): Draft[] {
  const { limits, request } = matter;
  return limits?.values.restrictedBy === request.ids.requestId ? [limited(matter, {})] : [];
}
