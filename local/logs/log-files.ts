import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

/** Times are epoch ms. Ids are unique and ascend with the timestamp. */
type LogEvent = { id: string; stream: string; timestamp: number; ingestionTime: number; message: string };

export type LogFiles = {
  append(group: number, events: readonly LogEvent[]): void;
  /** The events of a group within a closed span of time, oldest first. */
  between(group: number, start: number, end: number): LogEvent[];
  /** Removes the days that ended before `cutoff`. */
  removeBefore(cutoff: number): void;
};

const dayOf = (timestamp: number): string => new Date(timestamp).toISOString().slice(0, 10);

const FILE_NAME = /^(\d+)\.(\d{4}-\d{2}-\d{2})\.jsonl$/;

type DayFile = { file: string; group: number; day: string };

function dayFiles(folder: string): DayFile[] {
  return readdirSync(folder).flatMap((file) => {
    const [, group, day] = FILE_NAME.exec(file) ?? [];
    return group === undefined || day === undefined ? [] : [{ file: join(folder, file), group: Number(group), day }];
  });
}

/** A line that a kill cut short is no event; each write begins a new line, so it spoils no other. */
function eventOf(line: string): LogEvent[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as LogEvent];
  } catch {
    return [];
  }
}

/** One JSON-lines file per group and UTC day of the events, so that a day that has expired is one file to remove. */
export function openLogFiles(folder: string): LogFiles {
  return {
    append(group, events) {
      for (const [day, ofDay] of Map.groupBy(events, (event) => dayOf(event.timestamp))) {
        const lines = ofDay.map((event) => `\n${JSON.stringify(event)}`).join('');
        appendFileSync(join(folder, `${group}.${day}.jsonl`), lines, { mode: 0o600 });
      }
    },
    between(group, start, end) {
      const touches = ({ day }: DayFile): boolean => Date.parse(day) <= end && Date.parse(day) + DAY_MS > start;
      return dayFiles(folder)
        .filter((file) => file.group === group && touches(file))
        .flatMap(({ file }) => readFileSync(file, 'utf8').split('\n').flatMap(eventOf))
        .filter((event) => event.timestamp >= start && event.timestamp <= end)
        .sort((left, right) => (left.id < right.id ? -1 : 1));
    },
    removeBefore(cutoff) {
      const expired = dayFiles(folder).filter(({ day }) => Date.parse(day) + DAY_MS <= cutoff);
      for (const { file } of expired) rmSync(file, { force: true });
    },
  };
}
