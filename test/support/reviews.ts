import { expectStatus, type Person } from './people.ts';

export type Review = {
  readonly reviewId: string;
  readonly personId: string;
  readonly kind: string;
  readonly purpose: string;
  readonly state: string;
};

/** The reviews of a person that wait for the privacy office. */
export async function openReviews(office: Person, { personId }: Pick<Person, 'personId'>): Promise<Review[]> {
  const found: Review[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const answer = expectStatus(await office.call('GET', `/v1/privacy/reviews?limit=100${after}`), 200);
    found.push(...(answer.items as Review[]));
    cursor = answer.next as string | null;
  }
  return found.filter((review) => review.personId === personId);
}

/** The only review of a person that waits. */
export async function givenOpenReview(office: Person, person: Pick<Person, 'personId'>): Promise<Review> {
  const [review, ...others] = await openReviews(office, person);
  if (!review || others.length > 0)
    throw new Error(`Expected one open review, found ${others.length + (review ? 1 : 0)}.`);
  return review;
}

/** A review of an objection that has grounds against it; answers its id. */
export async function givenObjectionReview(person: Person, office: Person): Promise<string> {
  const body = { purpose: 'security', objection: true };
  expectStatus(await person.call('PUT', '/v1/me/objections', { body }), 202);
  return (await givenOpenReview(office, person)).reviewId;
}
