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
  session_recording: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: '9d6f2c2a24beacc134a2efb66479af16eb7d456c17534bce3357ff1931c5fcca',
    },
  ],
  ai_insights: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: 'cf095ced9386e216224d113f5f073cac732a2282054a1f16abe7ece32a5a9d71',
    },
  ],
  integration_sharing: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: '04fb2ccc3ce74ec0c589dfaee700a80362d7a25d3fcdfa44f4ebc2e74447e12a',
    },
  ],
  marketing: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: '999b2d1b45c9967a9c2883c2c8d189e6bd522fca6bf1096405a65f5963c34985',
    },
  ],
  micro_coaching: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: '2dbe92a2095b0d1d9f943bda65084602a8af9ea29248951de6af87467083be9b',
    },
  ],
  profiling: [
    {
      version: 1,
      since: '2026-11-21',
      fingerprint: '929060426523722ec07dc584cc920d38b47e4ba730c83c7379ee37c34e3c4050',
    },
  ],
};

export const noticeVersionOf = (purpose: ConsentPurpose): NoticeVersion =>
  noticeVersions[purpose].at(-1) as NoticeVersion;
