import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { S3Action } from './context.ts';
import { findVersion } from './find-version.ts';
import { bypassesGovernance, parseLock, refuseIfWeaker, requireObjectLock } from './lock.ts';
import { answerXml, parseXmlBody } from './xml.ts';

const retention = z.object({ Mode: z.string(), RetainUntilDate: z.string() });
const legalHold = z.object({ Status: z.enum(['ON', 'OFF']) });

export const getObjectRetention: S3Action = (s3, request) => {
  requireObjectLock(request.bucket);
  const { lock } = findVersion(s3, request);
  if (lock === undefined) {
    const message = 'The specified object does not have a ObjectLock configuration';
    throw new AwsError('NoSuchObjectLockConfiguration', message, 404);
  }
  return answerXml('Retention', { Mode: lock.mode, RetainUntilDate: new Date(lock.until).toISOString() });
};

export const putObjectRetention: S3Action = (s3, request) => {
  requireObjectLock(request.bucket);
  const { Mode, RetainUntilDate } = parseXmlBody(request.body, 'Retention', retention);
  const now = s3.now();
  const lock = parseLock(Mode, RetainUntilDate, now);
  const version = findVersion(s3, request);
  refuseIfWeaker(version.lock, lock, now, bypassesGovernance(request));
  s3.versions.setLock(version, lock);
  return { status: 200 };
};

export const putObjectLegalHold: S3Action = (s3, request) => {
  requireObjectLock(request.bucket);
  const { Status } = parseXmlBody(request.body, 'LegalHold', legalHold);
  s3.versions.setHeld(findVersion(s3, request), Status === 'ON');
  return { status: 200 };
};
