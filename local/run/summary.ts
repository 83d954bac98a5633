import type { InstanceEntry } from './instance-entry.ts';

type Row = readonly string[];

/** Rows as a table with aligned columns, the first row as its head. */
function table(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...rest] = rows;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
}

/** What runs and who can sign in. Passwords stand in `file` only: a terminal's history is no place for them. */
export function summary(entries: readonly InstanceEntry[], file: string): string {
  const running = [
    ['instance', 'region', 'API', 'AWS endpoint', 'demo people'],
    ...entries.map(({ id, region, apiUrl, awsEndpointUrl, demo }) => [
      id,
      region,
      apiUrl,
      awsEndpointUrl,
      demo.length === 0 ? 'none' : String(demo.length),
    ]),
  ];
  const people = entries.flatMap(({ id, demo }) => demo.map(({ role, username }) => [id, role, username]));
  const shown = people.length === 0 ? [] : ['', table([['instance', 'role', 'username'], ...people])];
  const hint = people.length === 0 ? '' : ' Passwords and authenticator secrets of the demo people are in it, too.';
  return [table(running), ...shown, '', `All of this is in ${file}.${hint} Ctrl-C stops; the data stays.`].join('\n');
}
