import type { RegimeId } from '#/domain/jurisdictions/regime.ts';
import type { Evidence } from '#/domain/jurisdictions/values.ts';
import type { ElementId } from './elements.ts';

/** Whom a notice is for: a data-protection authority, a national incident team, the people concerned, or our customers. */
export const noticeAudiences = ['authority', 'csirt', 'people', 'customers'] as const;
export type NoticeAudience = (typeof noticeAudiences)[number];

/** One notice of one law: its title, and what has to be in it with the place in the law that says so. */
export type NoticeTemplate = {
  readonly title: string;
  readonly evidence: Evidence;
  /** In the order in which they are read. `ours`: no law asks for it. */
  readonly parts: readonly (readonly [element: ElementId, citation: string])[];
};

/** The notices of one law. Its file has the law’s name. */
export type NoticeSet = {
  readonly regime: RegimeId;
  readonly authority?: NoticeTemplate;
  readonly csirt?: NoticeTemplate;
  readonly people?: NoticeTemplate;
};
