import { action, goal, session } from '#/domain/data-map/entities/coaching.ts';
import { type Entity, type Fields, fieldNames } from '#/domain/data-map/entity.ts';

/** What of an entity may go to a connected tool, and which events send it. */
type Share<F extends Fields = Fields> = {
  readonly entity: Entity<string, F>;
  /** The id of its key that an event names; the other one is the engagement’s. */
  readonly id: string;
  readonly fields: readonly (keyof F & string)[];
  readonly events: readonly string[];
};
const share = <F extends Fields>(of: Share<F>) => of as unknown as Share;

/**
 * All that can be shared at all. What people say to each other (notes, messages, recordings, insights) cannot, and
 * neither can who somebody is: a tool knows a person by a reference of its own.
 */
const shares: readonly Share[] = [
  share({
    entity: session,
    id: 'sessionId',
    fields: ['startsAt', 'durationMinutes', 'status', 'topic', 'place', 'endedAt'],
    events: ['session.scheduled', 'session.rescheduled', 'session.completed', 'session.cancelled', 'session.no_show'],
  }),
  share({
    entity: goal,
    id: 'goalId',
    fields: ['title', 'status', 'progress', 'targetDate'],
    events: ['goal.set', 'goal.updated'],
  }),
  share({
    entity: action,
    id: 'actionId',
    fields: ['title', 'status', 'dueDate'],
    events: ['action.added', 'action.updated'],
  }),
];

/** Names of fields as manifests have them: `session.startsAt`. */
export const shareableFields: readonly string[] = shares.flatMap(({ entity, fields }) =>
  fields.map((field) => `${entity.name}.${field}`),
);

/** Outbox events that can have something to share. */
export const sharedEvents: readonly string[] = shares.flatMap(({ events }) => events);

/** What an event is about, if that can be shared. */
export const shareOf = (event: string): Share | undefined => shares.find(({ events }) => events.includes(event));

/**
 * What leaves of a record: the fields that the manifest declares and that may be shared at all. Everything else is dropped,
 * whatever the record holds.
 */
export function egress(manifest: readonly string[], entity: Entity, values: object): Record<string, unknown> {
  const declared = shareableFields.filter((name) => manifest.includes(name));
  const known = [...fieldNames(entity, 'sealed'), ...fieldNames(entity, 'bound')];
  const named = known.map((field) => [`${entity.name}.${field}`, (values as Record<string, unknown>)[field]] as const);
  return Object.fromEntries(named.filter(([name, value]) => declared.includes(name) && value !== undefined).sort());
}
