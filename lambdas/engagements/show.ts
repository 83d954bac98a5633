import { type engagement, person } from '#/domain/data-map/entities/directory.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { of } from '#/vault/visit.ts';

type EngagementRecord = Saved<typeof engagement>;

/** People whose names belong to an engagement. The client's only once the client has acted: until then there is an invitation. */
const peopleOf = ({ values }: EngagementRecord): string[] =>
  values.clientJoinedAt ? [values.coachId, values.clientId] : [values.coachId];

function show(record: EngagementRecord, names: ReadonlyMap<string, string | undefined>) {
  const { coachId, clientId, clientJoinedAt, ...shown } = represent(record);
  const participant = (personId: string) => ({ personId, displayName: names.get(personId) ?? null });
  const invited = { personId: null, displayName: null };
  return {
    ...shown,
    participants: { coach: participant(coachId), client: clientJoinedAt ? participant(clientId) : invited },
  };
}

/** Engagements as the API shows them, with the names their participants go by. */
export async function showAll(door: Door, records: readonly EngagementRecord[]) {
  const people = [...new Set(records.flatMap(peopleOf))];
  const profiles = people.length > 0 ? await door.readAll(people.map((personId) => of(person, { personId }))) : [];
  const names = new Map(profiles.map(({ ids, values }) => [ids.personId, values.displayName]));
  return records.map((record) => show(record, names));
}

export async function showOne(door: Door, record: EngagementRecord) {
  const [shown] = await showAll(door, [record]);
  return shown as NonNullable<typeof shown>;
}
