import type { Way } from '#/domain/api/route.ts';

export const coach: Way = { role: 'coach', relation: 'coach' };
export const client: Way = { role: 'client', relation: 'client' };
export const participants = [coach, client] as const;
