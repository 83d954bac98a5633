import { access, client, each, type Fixtures } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'three refusals': each(3, (n) => access(n * 10, client(n), { outcome: 'refused', role: 'support' })),
  },
  stays: {
    'two refusals': each(2, (n) => access(n * 10, client(n), { outcome: 'refused', role: 'support' })),
    'a coach whose engagements ended': each(5, (n) => access(n, client(n), { outcome: 'refused' })),
    'what a grant opens': each(9, (n) => access(n, client(1), { role: 'support' })),
  },
};
