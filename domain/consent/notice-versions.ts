import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';

type NoticeVersion = {
  readonly version: number;
  /** Since when it is shown. */
  readonly since: string;
  /** SHA-256 of what the data map says of the purpose; a test compares it with the map of today. */
  readonly fingerprint: string;
};

/**
 * Every notice there has been, the one of today last. Who changes the data map in a way that matters to a consent adds a
 * line, and thereby asks everybody again.
 */
export const noticeVersions: Readonly<Record<ConsentPurpose, readonly [NoticeVersion, ...NoticeVersion[]]>> = {
  session_recording: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
  ai_insights: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
  integration_sharing: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
  marketing: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
  micro_coaching: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
  profiling: [{ version: 1, since: '2026-11-21', fingerprint: '' }],
};

export const noticeVersionOf = (purpose: ConsentPurpose): NoticeVersion =>
  noticeVersions[purpose].at(-1) as NoticeVersion;
