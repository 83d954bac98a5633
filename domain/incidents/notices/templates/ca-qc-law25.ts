import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const caQcLaw25Notices: NoticeSet = {
  regime: 'ca-qc-law25',
  authority: {
    title: 'Declaration of a confidentiality incident',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'CQLR A-2.1 r.3.1'],
      ['contact', 'CQLR A-2.1 r.3.1'],
      ['kinds-of-data', 'CQLR A-2.1 r.3.1'],
      ['nature', 'CQLR A-2.1 r.3.1'],
      ['cause', 'CQLR A-2.1 r.3.1'],
      ['period', 'CQLR A-2.1 r.3.1'],
      ['awareness', 'CQLR A-2.1 r.3.1'],
      ['number-of-people', 'CQLR A-2.1 r.3.1'],
      ['number-of-residents', 'CQLR A-2.1 r.3.1'],
      ['consequences', 'CQLR A-2.1 r.3.1'],
      ['people-told', 'CQLR A-2.1 r.3.1'],
      ['measures', 'CQLR A-2.1 r.3.1'],
      ['planned', 'CQLR A-2.1 r.3.1'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a confidentiality incident',
    evidence: 'recall',
    parts: [
      ['kinds-of-data', 'CQLR A-2.1 r.3.1'],
      ['nature', 'CQLR A-2.1 r.3.1'],
      ['period', 'CQLR A-2.1 r.3.1'],
      ['measures', 'CQLR A-2.1 r.3.1'],
      ['planned', 'CQLR A-2.1 r.3.1'],
      ['advice', 'CQLR A-2.1 r.3.1'],
      ['contact', 'CQLR A-2.1 r.3.1'],
      ['reference', 'ours'],
    ],
  },
};
