import { client, each, type Fixtures, signIn } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'one password tried on ten accounts': each(10, (n) => signIn(n * 0.5, 'Fail', {}, client(n))),
    'ten passwords tried on one account': each(10, (n) => signIn(n * 0.9, 'Fail')),
  },
  stays: {
    'nine failures': each(9, (n) => signIn(n * 0.5, 'Fail')),
    'ten failures over half an hour': each(10, (n) => signIn(n * 3, 'Fail')),
    'ten failures from ten addresses': each(10, (n) => signIn(n * 0.5, 'Fail', { IpAddress: `192.0.2.${n}` })),
    'twenty that succeed': each(20, (n) => signIn(n * 0.2, 'Pass')),
  },
};
