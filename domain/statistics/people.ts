import type { LogKind } from './events.ts';
import { reports } from './floors.ts';
import { monthAfter, monthOf } from './months.ts';

/** One line of an engagement log. */
export type LogLine = {
  readonly personId: string;
  readonly organizationId: string;
  readonly termsId: string;
  readonly engagementId: string;
  readonly day: string;
  readonly kind: LogKind;
  /** Tells lines of one day and kind apart; of `counted`, the release that counts the person. */
  readonly mark?: string | undefined;
};

/** What a month’s logs say of one person in one organisation. */
export type Participant = {
  readonly personId: string;
  /** The one programme that the person counts for: groups that overlap could tell by their difference who is in both. */
  readonly termsId: string;
  readonly engagementId: string;
  readonly active: boolean;
  readonly sessions: number;
  /** Counted in the last release already. */
  readonly counted: boolean;
};

type Seen = { present: string | undefined; counted: boolean; active: boolean; sessions: number };

/** Who takes part in an organisation’s programmes in a month, and how much of it. */
export type Gathering = {
  add(line: LogLine): void;
  people(): Participant[];
};

const lower = (one: string | undefined, other: string): string => (one !== undefined && one < other ? one : other);

/**
 * Gathers a month. Who was invited or active in it or in the month before takes part. It holds one entry for a person and a
 * programme, however much the logs say.
 */
export function gather(month: string, lastReleaseId: string | undefined): Gathering {
  const byPerson = new Map<string, Map<string, Seen>>();
  const first = monthAfter(month, -1);

  function seenOf({ personId, termsId }: LogLine): Seen {
    const programmes = byPerson.get(personId) ?? new Map<string, Seen>();
    byPerson.set(personId, programmes);
    const seen = programmes.get(termsId) ?? { present: undefined, counted: false, active: false, sessions: 0 };
    programmes.set(termsId, seen);
    return seen;
  }

  return {
    add(line) {
      const seen = seenOf(line);
      if (line.kind === 'counted') {
        seen.counted ||= lastReleaseId !== undefined && line.mark === lastReleaseId;
        return;
      }
      const of = monthOf(line.day);
      if (of < first || of > month) return;
      seen.present = lower(seen.present, line.engagementId);
      if (of !== month || line.kind === 'invited') return;
      seen.active = true;
      if (line.kind === 'session_completed') seen.sessions += 1;
    },
    people: () => [...byPerson].flatMap(([personId, programmes]) => participant(personId, programmes) ?? []),
  };
}

function participant(personId: string, programmes: ReadonlyMap<string, Seen>): Participant | undefined {
  const present = [...programmes].filter(([, { present: engagementId }]) => engagementId !== undefined);
  const [own] = present.sort(([one], [other]) => (one < other ? -1 : 1));
  if (!own) return undefined;
  const [termsId, { present: engagementId = '', counted }] = own;
  const sessions = present.reduce((sum, [, seen]) => sum + seen.sessions, 0);
  return {
    personId,
    termsId,
    engagementId,
    active: present.some(([, seen]) => seen.active),
    sessions: Math.min(sessions, reports.sessions.most),
    counted,
  };
}
