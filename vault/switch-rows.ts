import { responseSwitch } from '#/domain/data-map/entities/response.ts';
import type { SwitchName } from '#/domain/incidents/switches.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';

/** The row that says whether a response has turned something off. */
export const switchRow = (what: SwitchName, scope: string): RowRef => refOf(responseSwitch, { scope, what });

/** Whether it is off, as these rows were read; a row that says neither is off. */
export function isOff(rows: Rows, what: SwitchName, scope: string): boolean {
  const row = rows.get(switchRow(what, scope));
  if (!row) return false;
  const { incidentIds } = row.fields;
  return !Array.isArray(incidentIds) || incidentIds.length > 0;
}
