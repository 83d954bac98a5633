import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usNyNotices: NoticeSet = {
  regime: 'us-ny',
  authority: {
    title: 'Notice of a breach of private information',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'ours'],
      ['awareness', 'GBL 899-aa(8)(a)'],
      ['number-of-residents', 'GBL 899-aa(8)(a)'],
      ['people-told', 'GBL 899-aa(8)(a)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a breach of your private information',
    evidence: 'recall',
    parts: [
      ['controller', 'GBL 899-aa(7)'],
      ['nature', 'ours'],
      ['kinds-of-data', 'GBL 899-aa(7)'],
      ['measures', 'ours'],
      ['advice', 'ours'],
      ['agencies', 'GBL 899-aa(7)'],
      ['contact', 'GBL 899-aa(7)'],
      ['reference', 'ours'],
    ],
  },
};
