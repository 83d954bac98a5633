import { access, client, type Fixtures, happened, made } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'a record': [access(0, client(1), { records: [`note:${made('note', 1, 'na')}`] })],
    'a resource of an event': [happened(0, 'note.written', { resourceId: made('note', 1, 'na') })],
  },
  stays: { 'ids of this instance only': [access(0, client(1)), happened(1, 'note.written')] },
};
