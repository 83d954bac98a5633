import { type Fixtures, finding } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'credentials used from outside': [finding(8)],
    'a trail that Security Hub finds off': [
      {
        source: 'security-hub',
        record: {
          Id: 'finding/1',
          UpdatedAt: '2026-11-02T08:00:00Z',
          Severity: { Label: 'CRITICAL' },
          RecordState: 'ACTIVE',
        },
      },
    ],
  },
  stays: { 'a medium one': [finding(5)], 'one that was archived': [finding(8, { service: { archived: true } })] },
};
