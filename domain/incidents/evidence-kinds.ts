/** What a response secures before it changes anything. */
export const evidenceKinds = {
  'access-log': 'who opened what, for which purpose: the lines of the access log',
  'sign-in-events': 'sign-ins and their risk, as the user pool keeps them',
  'directory-standing': 'account, groups, memberships and session epoch',
  'delivery-log': 'what was delivered to whom, by id',
  trail: 'management and data events of AWS, the digest check, and the gap if there is one',
  'key-standing': 'policies, grants and state of the keys',
} as const;
export type Evidence = keyof typeof evidenceKinds;
export const evidenceNames = Object.keys(evidenceKinds) as Evidence[];
