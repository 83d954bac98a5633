import { called, type Fixtures } from '#/domain/incidents/detection/fixture.ts';

export const fixtures: Fixtures = {
  fires: {
    'the trail is stopped': [called(0, 'cloudtrail', 'StopLogging')],
    'a log group is deleted': [called(0, 'logs', 'DeleteLogGroup')],
  },
  stays: {
    'the trail is started': [called(0, 'cloudtrail', 'StartLogging')],
    'an attempt that AWS refused': [called(0, 'cloudtrail', 'StopLogging', { errorCode: 'AccessDenied' })],
  },
};
