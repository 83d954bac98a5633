import { describe, expect, it } from 'vitest';
import {
  access,
  called,
  client,
  coach,
  finding,
  happened,
  made,
  minute,
  type SourceRecord,
  signIn,
} from '#/domain/incidents/detection/fixture.ts';
import { classes, ocsfVersion, toJsonLines } from '#/domain/incidents/detection/ocsf.ts';
import { mappers, type SourceName } from '#/domain/incidents/detection/sources.ts';
import { around, eventFrom } from '#/test/support/detection.ts';

const at = minute(0);
const samples: Readonly<Record<SourceName, readonly [object, number, readonly string[]]>> = {
  'access-log': [access(0, client(1)).record, 600302, ['actor', 'api', 'src_endpoint']],
  outbox: [happened(0, 'member.role_changed').record, 300503, ['user']],
  'sign-in-trigger': [
    {
      eventId: 't1',
      at,
      triggerSource: 'PostAuthentication_Authentication',
      userName: coach,
      callerContext: { clientId: 'abc123' },
      request: { newDeviceUsed: true },
    },
    300201,
    ['user', 'service'],
  ],
  'threat-protection': [signIn(0, 'Fail').record, 300201, ['user', 'service']],
  firewall: [
    {
      timestamp: at,
      action: 'BLOCK',
      terminatingRuleId: 'RateLimit',
      httpRequest: { clientIp: '192.0.2.1', country: 'DE', httpMethod: 'GET', requestId: 'r1' },
    },
    400203,
    ['http_request', 'src_endpoint'],
  ],
  trail: [called(0, 'cloudtrail', 'StopLogging').record, 600304, ['actor', 'api', 'src_endpoint']],
  'guard-duty': [finding(8).record, 200401, ['finding_info']],
  'security-hub': [
    { Id: 'f1', UpdatedAt: '2026-11-02T08:00:00Z', Severity: { Label: 'HIGH' }, GeneratorId: 'CloudTrail.4' },
    200401,
    ['finding_info'],
  ],
  alarm: [{ alarmId: 'a1', kind: 'consent-ledger-broken', subjectId: coach, at }, 200401, ['finding_info']],
  incidents: [
    {
      entryId: 'x1',
      incidentId: made('incident', 1),
      isNew: true,
      state: 'detect',
      severity: 'P1',
      rules: ['bulk-reads'],
      at,
    },
    200501,
    ['finding_info_list', 'assignee_group'],
  ],
  response: [
    {
      executionId: 'x2',
      incidentId: made('incident', 1),
      action: 'disable-account',
      d3fend: 'D3-AL',
      state: 'effective',
      target: { type: 'person', id: coach },
      at,
    },
    700102,
    ['command_uid'],
  ],
};
const sources = Object.keys(mappers) as SourceName[];
const secret = 'My husband left me';

/** The record with a text nobody asked for in every object of it, and in every list. */
function planted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(planted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, planted(member)]);
  return {
    ...Object.fromEntries(members),
    body: secret,
    note: { body: secret },
    title: secret,
    requestParameters: [secret],
  };
}

/** Records in which one text is replaced by the secret. */
function* overwritten(value: unknown): Generator<unknown> {
  if (typeof value === 'string') yield secret;
  else if (Array.isArray(value)) {
    for (const [at, member] of value.entries()) for (const other of overwritten(member)) yield value.with(at, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      for (const other of overwritten(member)) yield { ...value, [name]: other };
    }
  }
}

describe('Events in the form of OCSF', () => {
  for (const source of sources) {
    const [record, type, required] = samples[source];
    const event = eventFrom({ source, record } as SourceRecord);

    it(`MO4: ${source} has its class, its type and what the class requires`, () => {
      expect(event.type_uid).toBe(type);
      expect(event.type_uid).toBe(event.class_uid * 100 + event.activity_id);
      expect(event.category_uid).toBe(Math.floor(event.class_uid / 1000));
      expect(Object.values(classes).map(({ uid }) => uid as number)).toContain(event.class_uid);
      expect(event.time).toBe(at);
      expect(event.metadata).toMatchObject({ version: ocsfVersion, log_name: source, tenant_uid: 'eu' });
      expect(event.metadata.uid).toMatch(/^\S{1,128}$/);
      expect(Object.keys(event)).toEqual(expect.arrayContaining([...required]));
    });

    it(`MO4 MO13: ${source} lets nothing through that it was not told to take`, () => {
      const full = mappers[source](planted(record), around);
      expect(full).toEqual(event);
      expect(JSON.stringify(full)).not.toContain(secret);
    });

    it(`MO4 MO13: ${source} takes no sentence in any of its fields`, () => {
      const events = [...overwritten(record)].map((other) => mappers[source](other, around));
      expect(events.length).toBeGreaterThan(1);
      expect(JSON.stringify(events)).not.toContain(secret);
    });

    it(`MO4: ${source} tells the caller that something is no record of it`, () => {
      expect([undefined, null, 'text', 7, [], {}].map((other) => mappers[source](other, around))).toEqual(
        Array(6).fill(undefined),
      );
    });
  }

  it('MO4 MO13: addresses, devices, sessions and unknown names are kept as keyed hashes', () => {
    const unknown = signIn(0, 'Fail', { IpAddress: '203.0.113.77', DeviceName: 'Annas iPhone' }, 'anna@example.com');
    const call = called(0, 'iam', 'CreateUser', {
      sourceIPAddress: '203.0.113.77',
      userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Operator/anna@example.com' },
    });
    const lines = toJsonLines([unknown, call].map(eventFrom));
    for (const readable of ['203.0.113.77', 'Anna', 'anna']) expect(lines).not.toContain(readable);
    expect(lines).toContain(around.hash('203.0.113.77'));
    expect(lines).toContain('aws:role/Operator/');
  });

  it('MO4: events leave as JSON lines', () => {
    const events = sources.map((source) => eventFrom({ source, record: samples[source][0] }));
    const lines = toJsonLines(events);
    expect(lines.endsWith('\n')).toBe(true);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(events);
  });
});
