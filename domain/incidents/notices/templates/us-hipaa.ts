import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usHipaaNotices: NoticeSet = {
  regime: 'us-hipaa',
  authority: {
    title: 'Breach report to HHS',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', '45 CFR 164.408'],
      ['nature', '45 CFR 164.408'],
      ['period', '45 CFR 164.408'],
      ['awareness', '45 CFR 164.408'],
      ['number-of-people', '45 CFR 164.408'],
      ['kinds-of-data', '45 CFR 164.408'],
      ['safeguards', '45 CFR 164.408'],
      ['people-told', '45 CFR 164.408'],
      ['measures', '45 CFR 164.408'],
      ['contact', 'ours'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a breach of your health information',
    evidence: 'recall',
    parts: [
      ['nature', '45 CFR 164.404(c)(1)(A)'],
      ['period', '45 CFR 164.404(c)(1)(A)'],
      ['awareness', '45 CFR 164.404(c)(1)(A)'],
      ['kinds-of-data', '45 CFR 164.404(c)(1)(B)'],
      ['advice', '45 CFR 164.404(c)(1)(C)'],
      ['measures', '45 CFR 164.404(c)(1)(D)'],
      ['planned', '45 CFR 164.404(c)(1)(D)'],
      ['contact', '45 CFR 164.404(c)(1)(E)'],
      ['reference', 'ours'],
    ],
  },
};
