import { client, each, type Fixtures, signIn } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'ten failures from ten addresses': each(10, (n) => signIn(n * 5, 'Fail', { IpAddress: `192.0.2.${n}` })),
  },
  stays: {
    'nine failures': each(9, (n) => signIn(n, 'Fail')),
    'ten accounts fail once': each(10, (n) => signIn(n, 'Fail', {}, client(n))),
  },
};
