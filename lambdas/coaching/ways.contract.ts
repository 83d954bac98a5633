import type { Way } from '#/domain/api/route.ts';

const coach: Way = { role: 'coach', relation: 'coach' };
const client: Way = { role: 'client', relation: 'client' };

/** Both participants of the engagement, for the purpose of coaching. */
export const coaching = { who: [coach, client], purposes: ['coaching'] } as const;
export const byCoach = { ...coaching, who: [coach] } as const;
