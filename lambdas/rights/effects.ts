import { person } from '#/domain/data-map/entities/directory.ts';
import { processingLimits, type requestText } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { corrections } from '#/domain/rights/ask.ts';
import type { RequestKind } from '#/domain/rights/kinds.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import type { RequestRecord } from '#/vault/requests.ts';

/** What is at hand when a request is confirmed or called off. */
export type Matter = {
  readonly door: Door;
  readonly request: RequestRecord;
  readonly text: Saved<typeof requestText> | undefined;
  readonly limits: Saved<typeof processingLimits> | undefined;
};

/** What takes effect in the very write that confirms a request, and whether that answers it. */
type Effect = { readonly records: readonly Draft[]; readonly answers: boolean };
const later: Effect = { records: [], answers: false };

type Limits = ValuesOf<typeof processingLimits>;

function limited({ request, limits }: Matter, values: Limits): Draft {
  const { personId } = request.ids;
  if (!limits) return create(processingLimits, { personId }, personId, values);
  return { ...change(limits, {}), values };
}

/** Fields of the profile change at once; what people wrote in words is for people to read. */
async function rectify({ door, request, text }: Matter): Promise<Effect> {
  const { personId } = request.ids;
  const given = text?.values;
  const corrected = Object.fromEntries(corrections.map((name) => [name, given?.[name]]));
  if (Object.values(corrected).every((value) => value === undefined)) return later;
  const profile = await door.read(person, { personId });
  return { records: [change(profile, corrected)], answers: given?.words === undefined };
}

const restrict = (matter: Matter): Effect => ({
  records: [limited(matter, { restrictedBy: matter.request.ids.requestId })],
  answers: false,
});

const effects: { readonly [K in RequestKind]?: (matter: Matter) => Effect | Promise<Effect> } = {
  rectification: rectify,
  restriction: restrict,
};

export const effectOf = async (matter: Matter): Promise<Effect> =>
  (await effects[matter.request.values.kind]?.(matter)) ?? later;

/** What calling a request off takes back. */
export function undoing(matter: Matter): Draft[] {
  const { limits, request } = matter;
  return limits?.values.restrictedBy === request.ids.requestId ? [limited(matter, {})] : [];
}
