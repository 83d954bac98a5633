import { access, client, each, type Fixtures } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'fifteen clients in eight minutes': each(15, (n) => access(n * 0.5, client(n))),
    'each of them twice': each(30, (n) => access(n * 0.25, client(n % 15))),
  },
  stays: {
    'fourteen clients': each(14, (n) => access(n * 0.5, client(n))),
    'fifteen clients in a working day': each(15, (n) => access(n * 30, client(n))),
    'sixty times one client': each(60, (n) => access(n * 0.1, client(1))),
    'fifteen that were refused': each(15, (n) => access(n * 0.5, client(n), { outcome: 'refused' })),
  },
};
