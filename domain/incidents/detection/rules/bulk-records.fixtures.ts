import { access, client, each, type Fixtures } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'a hundred reads of one client in five minutes': each(100, (n) => access(n * 0.05, client(1))),
  },
  stays: {
    'ninety-nine': each(99, (n) => access(n * 0.05, client(1))),
    'a hundred in a working day': each(100, (n) => access(n * 4, client(1))),
    'a client who reads their own': each(120, (n) =>
      access(n * 0.05, client(1), { actorId: client(1), role: 'client' }),
    ),
  },
};
