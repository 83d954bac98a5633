import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { noticeWithId } from '#/domain/consent/notice-archive.ts';
import { noticeVersions } from '#/domain/consent/notice-versions.ts';
import { materialOf, noticeOf } from '#/domain/consent/notices.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';

const fingerprintOf = (material: unknown): string => createHash('sha256').update(canonical(material)).digest('hex');

/** What a developer reads who changed the data map. */
const howToMend = (purpose: string, version: number, fingerprint: string): string =>
  [
    `The data map says something else of "${purpose}" than its notice of today. In domain/consent/notice-versions.ts:`,
    `- version ${version} was never released: give its line the fingerprint '${fingerprint}';`,
    `- it was: add { version: ${version + 1}, since: '<date>', fingerprint: '${fingerprint}' }, which asks everybody`,
    `  again, and keep what ${purpose}.${version} said (GET /v1/notices/${purpose}.${version}) in notice-archive.ts.`,
  ].join('\n');

describe('CO6: the notices', () => {
  it.each(consentPurposes)('of %s have the fingerprint of what the data map says today', (purpose) => {
    const { version, fingerprint } = noticeOf(purpose);
    const today = fingerprintOf(materialOf(purpose));
    expect(fingerprint, howToMend(purpose, version, today)).toBe(today);
  });

  it.each(consentPurposes)('of %s can all be shown still, as they were', (purpose) => {
    for (const { version, fingerprint } of noticeVersions[purpose]) {
      const notice = noticeWithId(`${purpose}.${version}`);
      expect(notice, `${purpose}.${version} is not in notice-archive.ts`).toMatchObject({
        purpose,
        version,
        fingerprint,
      });
      expect(fingerprintOf(notice?.material)).toBe(fingerprint);
    }
  });

  it.each(consentPurposes)('of %s count up, each later than the one before', (purpose) => {
    const versions = noticeVersions[purpose];
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    const dates = versions.map(({ since }) => since);
    expect(dates).toEqual(dates.toSorted());
    for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  });

  it('are not to be had by an id that there is not', () => {
    for (const noticeId of ['session_recording.99', 'session_recording', 'coaching.1', '']) {
      expect(noticeWithId(noticeId)).toBeUndefined();
    }
  });
});
