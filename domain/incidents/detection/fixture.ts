import type { SourceName } from './sources.ts';

/** A record as its source gives it. */
export type SourceRecord = { readonly source: SourceName; readonly record: object };
/** Records that must make a rule fire, and records that must not; each named by what happens in them. */
export type Fixtures = {
  readonly fires: Readonly<Record<string, readonly SourceRecord[]>>;
  readonly stays: Readonly<Record<string, readonly SourceRecord[]>>;
};

const start = Date.UTC(2026, 10, 2, 8);
export const minute = (count: number): number => start + count * 60_000;
export const made = (kind: string, number: number, instance = 'eu'): string =>
  `${instance}.${kind}_${String(number).padStart(26, '0')}`;
export const coach = made('person', 1);
export const client = (number: number): string => made('person', 1000 + number);
/** A note that nobody has a reason to open. */
export const canary = made('note', 666);
/** So many records, one a step of minutes. */
export const each = (count: number, make: (number: number) => SourceRecord): readonly SourceRecord[] =>
  Array.from({ length: count }, (_, number) => make(number));

const numbered = (prefix: string, at: number, more: object): string =>
  `${prefix}-${at}-${[...JSON.stringify(more)].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) as number)) % 1e9, 7)}`;

/** An entry of the access log: a coach opens something of a client. */
export const access = (at: number, subjectId: string, more: object = {}): SourceRecord => ({
  source: 'access-log',
  record: {
    entryId: numbered('access', at, { subjectId, more }),
    subjectId,
    outcome: 'opened',
    actorId: coach,
    role: 'coach',
    purpose: 'coaching',
    route: 'readNote',
    records: [`note:${made('note', at)}`],
    at: minute(at),
    ...more,
  },
});

/** An attempt to sign in, as threat protection saw it. */
export const signIn = (at: number, response: 'Pass' | 'Fail', context: object = {}, person = coach): SourceRecord => ({
  source: 'threat-protection',
  record: {
    EventId: numbered('sign-in', at, { person, context }),
    Username: person,
    EventType: 'SignIn',
    CreationDate: minute(at),
    EventResponse: response,
    EventContextData: { IpAddress: '192.0.2.1', DeviceName: 'Chrome 140, Linux', Country: 'Germany', ...context },
  },
});

/** An event of the outbox. */
export const happened = (at: number, type: string, more: object = {}): SourceRecord => ({
  source: 'outbox',
  record: {
    eventId: made('event', Math.round(at * 1000) + 1),
    type,
    actorId: coach,
    subjectId: coach,
    resourceId: made('request', 1),
    at: minute(at),
    ...more,
  },
});

/** A call of AWS. */
export const called = (at: number, eventSource: string, eventName: string, more: object = {}): SourceRecord => ({
  source: 'trail',
  record: {
    eventID: numbered('call', at, { eventName, more }),
    eventTime: new Date(minute(at)).toISOString(),
    eventSource: `${eventSource}.amazonaws.com`,
    eventName,
    sourceIPAddress: '192.0.2.9',
    userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Operator/somebody' },
    ...more,
  },
});

/** A finding of GuardDuty. */
export const finding = (severity: number, more: object = {}): SourceRecord => ({
  source: 'guard-duty',
  record: {
    id: 'finding-1',
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    severity,
    updatedAt: new Date(minute(0)).toISOString(),
    ...more,
  },
});
