import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const caPipedaNotices: NoticeSet = {
  regime: 'ca-pipeda',
  authority: {
    title: 'Report of a breach of security safeguards',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'ours'],
      ['nature', 'SOR/2018-64 s.2(1)(a)'],
      ['cause', 'SOR/2018-64 s.2(1)(a)'],
      ['period', 'SOR/2018-64 s.2(1)(b)'],
      ['kinds-of-data', 'SOR/2018-64 s.2(1)(c)'],
      ['number-of-people', 'SOR/2018-64 s.2(1)(d)'],
      ['measures', 'SOR/2018-64 s.2(1)(e)'],
      ['people-told', 'SOR/2018-64 s.2(1)(f)'],
      ['contact', 'SOR/2018-64 s.2(1)(g)'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a breach of your personal information',
    evidence: 'recall',
    parts: [
      ['nature', 'SOR/2018-64 s.3(a)'],
      ['period', 'SOR/2018-64 s.3(b)'],
      ['kinds-of-data', 'SOR/2018-64 s.3(c)'],
      ['measures', 'SOR/2018-64 s.3(d)'],
      ['advice', 'SOR/2018-64 s.3(e)'],
      ['contact', 'SOR/2018-64 s.3(f)'],
      ['reference', 'ours'],
    ],
  },
};
