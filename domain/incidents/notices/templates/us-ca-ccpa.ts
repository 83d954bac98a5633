import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usCaCcpaNotices: NoticeSet = {
  regime: 'us-ca-ccpa',
  authority: {
    title: 'Submission of a data security breach',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', 'Civ. Code 1798.82(f)'],
      ['number-of-residents', 'Civ. Code 1798.82(f)'],
      ['nature', 'ours'],
      ['period', 'ours'],
      ['kinds-of-data', 'ours'],
      ['people-told', 'Civ. Code 1798.82(f)'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of Data Breach',
    evidence: 'recall',
    parts: [
      ['controller', 'Civ. Code 1798.82(d)(2)(A)'],
      ['nature', 'Civ. Code 1798.82(d)(1)'],
      ['period', 'Civ. Code 1798.82(d)(2)(C)'],
      ['kinds-of-data', 'Civ. Code 1798.82(d)(2)(B)'],
      ['measures', 'Civ. Code 1798.82(d)(1)'],
      ['advice', 'Civ. Code 1798.82(d)(1)'],
      ['agencies', 'Civ. Code 1798.82(d)(2)(F)'],
      ['contact', 'Civ. Code 1798.82(d)(2)(A)'],
      ['police', 'Civ. Code 1798.82(d)(2)(D)'],
      ['reference', 'ours'],
    ],
  },
};
