import { stringify } from 'csv-stringify/sync';
import { canonical } from '#/domain/canonical.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { columnsOf, copyOf } from '#/domain/rights/copy/contents.ts';
import { type Folder, recordsName } from '#/domain/rights/copy/names.ts';
import type { OpenRecord } from '#/vault/records.ts';
import { openFile, type WrittenFile } from './file.ts';

/** Where a file of records ends and the next one begins: what is in memory stays small, and a step short. */
const recordsAtMost = 10_000;
const bytesAtMost = 16 * 1024 * 1024;

const cell = (value: unknown): unknown => (typeof value === 'object' && value !== null ? canonical(value) : value);

export type RecordsFile = {
  write(records: readonly OpenRecord[]): void;
  isFull(): boolean;
  readonly count: () => number;
  /** The JSON file, then the CSV file. */
  end(): WrittenFile[];
};

/**
 * One file of an entity's records, as JSON (an array with one record a line) and as CSV. The CSV is kept packed until the
 * JSON is at its end, for a ZIP holds one file after the other.
 */
export function openRecordsFile(
  folder: Folder,
  entity: Entity,
  part: number,
  emit: (bytes: Uint8Array) => void,
): RecordsFile {
  const later: Uint8Array[] = [];
  const json = openFile(recordsName(folder, entity.name, part, 'json'), 'packed', emit);
  const csv = openFile(recordsName(folder, entity.name, part, 'csv'), 'packed', (bytes) => later.push(bytes));
  const columns = columnsOf(entity);
  let [count, bytes] = [0, 0];

  function writeCsv(rows: readonly Readonly<Record<string, unknown>>[], header: boolean): void {
    const cells = rows.map((row) => columns.map((name) => cell(row[name])));
    // A cell that a spreadsheet would take for a formula gets a quote before it.
    csv.write(stringify(cells, { columns, header, escape_formulas: true, record_delimiter: 'windows' }));
  }

  return {
    write(records) {
      if (records.length === 0) return;
      const rows = records.map(copyOf);
      const text = rows.map((row, index) => `${count + index === 0 ? '[\n' : ',\n'}${canonical(row)}`).join('');
      json.write(text);
      writeCsv(rows, count === 0);
      count += rows.length;
      bytes += text.length;
    },
    isFull: () => count >= recordsAtMost || bytes >= bytesAtMost,
    count: () => count,
    end() {
      json.write(count === 0 ? '[]\n' : '\n]\n');
      if (count === 0) writeCsv([], true);
      const ended = [json.end(count), csv.end(count)];
      for (const packed of later) emit(packed);
      return ended;
    },
  };
}
