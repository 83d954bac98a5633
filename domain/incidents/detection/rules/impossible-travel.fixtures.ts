import { client, type Fixtures, signIn } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'two countries in half an hour': [signIn(0, 'Pass'), signIn(30, 'Pass', { Country: 'Brazil' })],
    'the later one is told first': [signIn(30, 'Pass', { Country: 'Brazil' }), signIn(0, 'Pass')],
  },
  stays: {
    'a flight later': [signIn(0, 'Pass'), signIn(600, 'Pass', { Country: 'Brazil' })],
    'two people in two countries': [signIn(0, 'Pass'), signIn(5, 'Pass', { Country: 'Brazil' }, client(1))],
    'an attempt from afar that fails': [signIn(0, 'Pass'), signIn(5, 'Fail', { Country: 'Brazil' })],
  },
};
