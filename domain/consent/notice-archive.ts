import { consentPurposes } from '#/domain/data-map/purposes.ts';
import type { NoticeLocale } from './choices.ts';
import { type Notice, noticeOf } from './notices.ts';

/**
 * Notices that others have taken the place of, word for word as people saw them: the data map of today cannot say them any
 * more, and receipts still cite them. Whoever adds a line to `noticeVersions` puts the one it replaces here.
 */
const noticeArchive: readonly Notice[] = [];

/** Any notice that was ever shown, by its id; undefined when there was none, or not in that language. */
export const noticeWithId = (noticeId: string, locale: NoticeLocale = 'en'): Notice | undefined =>
  [...consentPurposes.map((purpose) => noticeOf(purpose, locale)), ...noticeArchive].find(
    (notice) => notice.noticeId === noticeId && notice.locale === locale,
  );
