import { createHash } from 'node:crypto';
import { canary, minute, type SourceRecord } from '#/domain/incidents/detection/fixture.ts';
import type { OcsfEvent } from '#/domain/incidents/detection/ocsf.ts';
import { type Firing, firingOf, observationOf, type Rule } from '#/domain/incidents/detection/rule.ts';
import type { Surroundings } from '#/domain/incidents/detection/source.ts';
import { mappers } from '#/domain/incidents/detection/sources.ts';
import { emptyWindow, slide, type WindowState } from '#/domain/incidents/detection/windows.ts';

export const around: Surroundings = {
  instance: 'eu',
  hash: (text) => createHash('sha256').update(`key ${text}`).digest('base64url').slice(0, 22),
  canaries: new Set([canary]),
};

/** The event that a record becomes. @throws Error when its mapper does not take it */
export function eventFrom({ source, record }: SourceRecord): OcsfEvent {
  const event = mappers[source](record, around);
  if (!event) throw new Error(`The mapper of ${source} does not take this record.`);
  return event;
}

/** Every firing of these rules over these records, in their order, with a clock that is past all of them. */
export function firingsOf(rules: readonly Rule[], records: readonly SourceRecord[], now = minute(100_000)): Firing[] {
  const states = new Map<string, WindowState>();
  return records.map(eventFrom).flatMap((event) =>
    rules.flatMap((rule) => {
      const observed = observationOf(rule, event);
      if (!observed) return [];
      const { state, fired } = slide(states.get(observed.key) ?? emptyWindow, rule, observed.observation, now);
      states.set(observed.key, JSON.parse(JSON.stringify(state)) as WindowState);
      return fired ? [firingOf(rule, event)] : [];
    }),
  );
}
