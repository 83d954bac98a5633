import type { NoticeSet } from '#/domain/incidents/notices/template.ts';

export const usFtcHbnrNotices: NoticeSet = {
  regime: 'us-ftc-hbnr',
  authority: {
    title: 'Notice to the FTC of a breach of health records',
    evidence: 'recall',
    parts: [
      ['reference', 'ours'],
      ['controller', '16 CFR 318.5(c)'],
      ['nature', '16 CFR 318.5(c)'],
      ['period', '16 CFR 318.5(c)'],
      ['awareness', '16 CFR 318.5(c)'],
      ['number-of-people', '16 CFR 318.5(c)'],
      ['kinds-of-data', '16 CFR 318.5(c)'],
      ['measures', '16 CFR 318.5(c)'],
      ['contact', '16 CFR 318.5(c)'],
      ['delay', 'ours'],
    ],
  },
  people: {
    title: 'Notice of a breach of your health record',
    evidence: 'recall',
    parts: [
      ['nature', '16 CFR 318.6(a)'],
      ['period', '16 CFR 318.6(a)'],
      ['awareness', '16 CFR 318.6(a)'],
      ['kinds-of-data', '16 CFR 318.6(b)'],
      ['consequences', '16 CFR 318.6(a)'],
      ['advice', '16 CFR 318.6(c)'],
      ['measures', '16 CFR 318.6(d)'],
      ['planned', '16 CFR 318.6(d)'],
      ['contact', '16 CFR 318.6(e)'],
      ['reference', 'ours'],
    ],
  },
};
