/**
 * What a response acts on. A relationship is a coach’s work with one client (an engagement), an address a range in CIDR
 * notation, a channel a way out to people (`micro_coaching`, `mail`), an instance a whole region.
 */
export const targetTypes = [
  'person',
  'relationship',
  'organization',
  'integration',
  'channel',
  'address',
  'instance',
] as const;
export type TargetType = (typeof targetTypes)[number];

export type Target<T extends TargetType = TargetType> = { readonly type: T; readonly id: string };

export const person = (id: string): Target<'person'> => ({ type: 'person', id });
export const organization = (id: string): Target<'organization'> => ({ type: 'organization', id });
export const integration = (id: string): Target<'integration'> => ({ type: 'integration', id });
export const channel = (id: string): Target<'channel'> => ({ type: 'channel', id });
export const address = (id: string): Target<'address'> => ({ type: 'address', id });
export const instance = (id: string): Target<'instance'> => ({ type: 'instance', id });

export const targetName = ({ type, id }: Target): string => `${type} ${id}`;
