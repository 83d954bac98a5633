import { coach, type Fixtures, minute } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'a check found a break': [
      {
        source: 'alarm',
        record: { alarmId: 'check-1', kind: 'consent-ledger-broken', subjectId: coach, at: minute(0) },
      },
    ],
  },
  stays: {
    'another alarm': [{ source: 'alarm', record: { alarmId: 'check-1', kind: 'clock-missed', at: minute(0) } }],
  },
};
