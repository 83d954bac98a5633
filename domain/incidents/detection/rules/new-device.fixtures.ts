import { each, type Fixtures, signIn } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'a second device': [signIn(0, 'Pass'), signIn(10, 'Pass', { DeviceName: 'Safari 26, iOS' })],
    'a device of five weeks ago': [
      signIn(0, 'Pass', { DeviceName: 'Safari 26, iOS' }),
      signIn(30_000, 'Pass'),
      signIn(50_000, 'Pass', { DeviceName: 'Safari 26, iOS' }),
    ],
  },
  stays: {
    'the first sign-in ever': [signIn(0, 'Pass')],
    'the same device every day': each(20, (n) => signIn(n * 1440, 'Pass')),
    'a strange device that fails': [signIn(0, 'Pass'), signIn(10, 'Fail', { DeviceName: 'curl' })],
  },
};
