import type { Officer } from '#/domain/incidents/case/roles.ts';
import type { Phase } from '#/domain/incidents/clocks/clock.ts';
import type { ClockId } from '#/domain/incidents/clocks/clock-id.ts';
import type { Place } from './elements.ts';

/** Proof that a notice went out. Receivers as digests: nothing here says whom it was sent to. */
export type SendingProof = {
  readonly at: number;
  readonly by: string;
  readonly channel: 'mail' | 'portal' | 'post' | 'account';
  /** Salted. */
  readonly receiverDigests: readonly string[];
  /** What the way gave back: a message id, a case number of the authority. */
  readonly receipt: string;
  readonly textHash: string;
};

/** A notice as far as its course goes. `textHash`: SHA-256 of the text that was filled; another text is another notice. */
export type NoticeStanding = {
  readonly noticeId: string;
  readonly clockId?: ClockId | undefined;
  readonly phase: Phase;
  readonly state: 'draft' | 'approved' | 'rejected' | 'sent';
  readonly textHash: string;
  readonly missing: readonly Place[];
  readonly draftedBy: string;
  readonly approvedBy?: string | undefined;
  readonly proof?: SendingProof | undefined;
};

const refusals = {
  'wrong-state': 'A notice in this state does not take this step.',
  'not-privacy': 'Only the privacy officer approves notices.',
  'second-person': 'Who drafted the notice or started the response cannot approve it; ask a colleague.',
  'is-target': 'Who is a target of the case cannot approve it.',
  incomplete: 'Something is missing in the notice.',
  'other-text': 'The text is not the one that was approved: have it approved again.',
  'no-proof': 'A sending needs at least one receiver and a receipt.',
} as const;
export type NoticeRefusal = { readonly refusal: keyof typeof refusals; readonly says: string };
const refuse = (refusal: keyof typeof refusals, more = ''): NoticeRefusal => ({
  refusal,
  says: `${refusals[refusal]}${more}`,
});

/** Who had a part in the case, as persons. */
type Parties = { readonly initiatorId: string; readonly targetIds: readonly string[] };

/** The notice approved or rejected by the privacy officer, or why not: never by who drafted it, started the response or is its target. */
export function judged(
  notice: NoticeStanding,
  verdict: 'approved' | 'rejected',
  by: Officer,
  { initiatorId, targetIds }: Parties,
): NoticeStanding | NoticeRefusal {
  const { state, draftedBy, missing } = notice;
  if (state !== 'draft') return refuse('wrong-state');
  if (!by.staff.includes('privacy')) return refuse('not-privacy');
  if (by.personId === draftedBy || by.personId === initiatorId) return refuse('second-person');
  if (targetIds.includes(by.personId)) return refuse('is-target');
  if (verdict === 'rejected') return { ...notice, state: 'rejected' };
  if (missing.length > 0) return refuse('incomplete', ` It lacks: ${missing.join(', ')}.`);
  return { ...notice, state: 'approved', approvedBy: by.personId };
}

/** The notice with the proof that it was sent: only the text that was approved can have been. */
export function sentWith(notice: NoticeStanding, proof: SendingProof): NoticeStanding | NoticeRefusal {
  if (notice.state !== 'approved') return refuse('wrong-state');
  if (proof.textHash !== notice.textHash) return refuse('other-text');
  if (proof.receiverDigests.length === 0 || proof.receipt === '') return refuse('no-proof');
  return { ...notice, state: 'sent', proof };
}
