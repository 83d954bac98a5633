import type { Bucket, S3Request } from './context.ts';
import { accessDenied, invalidArgument, invalidRequest } from './errors.ts';
import type { Lock, Version } from './versions.ts';

const DAY_MS = 86_400_000;

/** Throws AwsError for a bucket that locks nothing. */
export function requireObjectLock(bucket: Bucket): void {
  if (bucket.objectLock === undefined) throw invalidRequest('Bucket is missing Object Lock Configuration');
}

/** A lock as a caller states it. Throws AwsError when it is none or lies in the past. */
export function parseLock(mode: string, until: string, now: number): Lock {
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw invalidArgument('Unknown Object Lock mode.');
  const moment = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(until) ? Date.parse(until) : Number.NaN;
  if (Number.isNaN(moment)) throw invalidArgument('The retain until date must be provided in ISO 8601 format');
  if (moment <= now) throw invalidArgument('The retain until date must be in the future!');
  return { mode, until: moment };
}

/** The protection that a new version begins with: as its writer says, else the bucket's own. Throws AwsError. */
export function protectionFor({ bucket, headers }: S3Request, now: number): { lock?: Lock; held: boolean } {
  const mode = headers['x-amz-object-lock-mode']?.toString();
  const until = headers['x-amz-object-lock-retain-until-date']?.toString();
  const hold = headers['x-amz-object-lock-legal-hold']?.toString();
  if (mode !== undefined || until !== undefined || hold !== undefined) requireObjectLock(bucket);
  if (bucket.objectLock === undefined) return { held: false };
  if ((mode === undefined) !== (until === undefined)) {
    throw invalidArgument('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  }
  if (hold !== undefined && hold !== 'ON' && hold !== 'OFF')
    throw invalidArgument('Legal Hold must be either ON or OFF');
  const own: Lock = { mode: 'COMPLIANCE', until: now + bucket.objectLock.days * DAY_MS };
  const lock = mode === undefined || until === undefined ? own : parseLock(mode, until, now);
  return { lock, held: hold === 'ON' };
}

const isInForce = (lock: Lock | undefined, now: number): lock is Lock => lock !== undefined && lock.until > now;

/** Whether a caller asks to override locks in governance mode, which on AWS takes a permission of its own. */
export const bypassesGovernance = ({ headers }: S3Request): boolean =>
  headers['x-amz-bypass-governance-retention'] === 'true';

/** Throws AwsError (AccessDenied) while the version is held or locked; nobody overrides compliance mode. */
export function refuseIfProtected({ lock, held }: Version, now: number, bypass: boolean): void {
  const isLocked = isInForce(lock, now) && !(lock.mode === 'GOVERNANCE' && bypass);
  if (held || isLocked) throw accessDenied('Access Denied because object protected by object lock.');
}

/** Throws AwsError (AccessDenied) when the new lock would protect less than the one in force. */
export function refuseIfWeaker(current: Lock | undefined, next: Lock, now: number, bypass: boolean): void {
  if (!isInForce(current, now)) return;
  const isWeaker = next.until < current.until || (current.mode === 'COMPLIANCE' && next.mode === 'GOVERNANCE');
  if (isWeaker && !(current.mode === 'GOVERNANCE' && bypass)) {
    throw accessDenied('Access Denied because object protected by object lock.');
  }
}
