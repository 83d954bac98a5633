import { describe, expect, it } from 'vitest';
import { judged, type NoticeStanding, sentWith } from '#/domain/incidents/notices/course.ts';
import { awareAt, coachId, officerId, privacyId, secondId } from '#/test/support/cases.ts';
import { sha256 } from '#/test/support/signed.ts';

describe('IR5: the sending of a notice', () => {
  const draft: NoticeStanding = {
    noticeId: 'notice-1',
    clockId: 'eu-gdpr-regulator',
    phase: 'initial',
    state: 'draft',
    textHash: sha256('text'),
    missing: [],
    draftedBy: officerId,
  };
  const parties = { initiatorId: secondId, targetIds: [coachId] };
  const privacy = (personId: string) => ({ personId, staff: ['privacy'] }) as const;
  const proof = {
    at: awareAt,
    by: privacyId,
    channel: 'portal',
    receiverDigests: [sha256('authority')],
    receipt: 'case-4711',
    textHash: draft.textHash,
  } as const;
  const approved = judged(draft, 'approved', privacy(privacyId), parties) as NoticeStanding;

  it('waits for the privacy officer, who is neither author nor initiator nor target', () => {
    expect(approved).toMatchObject({ state: 'approved', approvedBy: privacyId });
    const refusalBy = (personId: string) => judged(draft, 'approved', privacy(personId), parties);
    expect(refusalBy(officerId)).toMatchObject({ refusal: 'second-person' });
    expect(refusalBy(secondId)).toMatchObject({ refusal: 'second-person' });
    expect(refusalBy(coachId)).toMatchObject({ refusal: 'is-target' });
    const officer = { personId: privacyId, staff: ['security'] } as const;
    expect(judged(draft, 'approved', officer, parties)).toMatchObject({ refusal: 'not-privacy' });
    expect(judged(approved, 'approved', privacy(privacyId), parties)).toMatchObject({ refusal: 'wrong-state' });
    expect(judged(draft, 'rejected', privacy(privacyId), parties)).toMatchObject({ state: 'rejected' });
  });

  it('is blocked by what is missing, which is named', () => {
    const lacking = { ...draft, missing: ['people', 'cause'] } as const;
    expect(judged(lacking, 'approved', privacy(privacyId), parties)).toEqual({
      refusal: 'incomplete',
      says: 'Something is missing in the notice. It lacks: people, cause.',
    });
  });

  it('has proof, of the very text that was approved', () => {
    expect(sentWith(approved, proof)).toMatchObject({ state: 'sent', proof: { receipt: 'case-4711' } });
    expect(sentWith(draft, proof)).toMatchObject({ refusal: 'wrong-state' });
    expect(sentWith(approved, { ...proof, textHash: sha256('other') })).toMatchObject({ refusal: 'other-text' });
    expect(sentWith(approved, { ...proof, receipt: '' })).toMatchObject({ refusal: 'no-proof' });
  });
});
