import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const zaPopiaNotices: NoticeSet = {
  regime: 'za-popia',
  authority: {
    title: 'Notification of a security compromise',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'POPIA s.22(1)'],
      ['nature', 'POPIA s.22(1)'],
      ['awareness', 'ours'],
      ['number-of-people', 'ours'],
      ['kinds-of-data', 'ours'],
      ['consequences', 'ours'],
      ['measures', 'ours'],
      ['people-told', 'POPIA s.22(4)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notification of a security compromise',
    evidence: 'recall',
    parts: [
      ['nature', 'ours'],
      ['kinds-of-data', 'ours'],
      ['consequences', 'POPIA s.22(5)(a)'],
      ['measures', 'POPIA s.22(5)(b)'],
      ['planned', 'POPIA s.22(5)(b)'],
      ['advice', 'POPIA s.22(5)(c)'],
      ['perpetrator', 'POPIA s.22(5)(d)'],
      ['contact', 'ours'],
      ['reference', 'ours'],
    ],
  },
};
