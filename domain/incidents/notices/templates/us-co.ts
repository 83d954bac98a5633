import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usCoNotices: NoticeSet = {
  regime: 'us-co',
  authority: {
    title: 'Notice of a security breach',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'ours'],
      ['awareness', 'C.R.S. 6-1-716(2)(f)'],
      ['number-of-residents', 'C.R.S. 6-1-716(2)(f)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a security breach',
    evidence: 'recall',
    parts: [
      ['period', 'C.R.S. 6-1-716(2)(a.2)(I)'],
      ['nature', 'ours'],
      ['kinds-of-data', 'C.R.S. 6-1-716(2)(a.2)(II)'],
      ['contact', 'C.R.S. 6-1-716(2)(a.2)(III)'],
      ['agencies', 'C.R.S. 6-1-716(2)(a.2)(IV)-(V)'],
      ['measures', 'ours'],
      ['advice', 'C.R.S. 6-1-716(2)(a.3)'],
      ['reference', 'ours'],
    ],
  },
};
