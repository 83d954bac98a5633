import type { LogKind } from './events.ts';

/**
 * The id of a line in an engagement log: `2026-11-21.active`. A day has one line of a kind; `mark` tells those apart that
 * count one by one.
 */
export const logIdOf = (day: string, kind: LogKind, mark?: string): string =>
  [day, kind, ...(mark ? [mark] : [])].join('.');

export function readLogId(logId: string): { day: string; kind: LogKind; mark: string | undefined } {
  const [day = '', kind = '', mark] = logId.split('.');
  return { day, kind: kind as LogKind, mark };
}
