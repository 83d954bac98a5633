import { access, canary, client, type Fixtures, happened } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'it is opened': [access(0, client(1), { records: [`note:${canary}`] })],
    'it was refused': [access(0, client(1), { records: [`note:${canary}`], outcome: 'refused' })],
    'it is changed': [happened(0, 'note.revised', { resourceId: canary })],
  },
  stays: { 'the note beside it': [access(0, client(1))] },
};
