import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usTxNotices: NoticeSet = {
  regime: 'us-tx',
  authority: {
    title: 'Report of a breach of system security',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'Bus. & Com. 521.053(i)(1)'],
      ['period', 'Bus. & Com. 521.053(i)(1)'],
      ['number-of-residents', 'Bus. & Com. 521.053(i)(2)'],
      ['people-told', 'Bus. & Com. 521.053(i)(3)'],
      ['measures', 'Bus. & Com. 521.053(i)(4)'],
      ['planned', 'Bus. & Com. 521.053(i)(5)'],
      ['police', 'Bus. & Com. 521.053(i)(6)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a breach of system security',
    evidence: 'recall',
    parts: [
      ['nature', 'Bus. & Com. 521.053(b)'],
      ['period', 'ours'],
      ['kinds-of-data', 'ours'],
      ['measures', 'ours'],
      ['advice', 'ours'],
      ['contact', 'ours'],
      ['reference', 'ours'],
    ],
  },
};
