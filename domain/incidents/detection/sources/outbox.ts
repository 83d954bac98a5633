import * as z from 'zod/mini';
import { type ActivityOf, type ClassName, eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { ifValid, type Mapper, marksOf, ourActor, ourId, present, word } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    eventId: ourId(),
    type: z.string().check(z.regex(/^[a-z_]{1,32}\.[a-z_]{1,32}$/)),
    actorId: ourActor(),
    subjectId: ourId(),
    resourceId: ourId(),
    engagementId: ifValid(ourId()),
    purpose: ifValid(word()),
    at: z.int(),
  }),
);

type Kind = { [C in ClassName]: readonly [C, ActivityOf<C>] }[ClassName];

/** Events that are about accounts and rights; any other one is an entity that changed. */
const kinds: Readonly<Record<string, Kind>> = {
  'account.closed': ['account_change', 'delete'],
  'account.erased': ['account_change', 'delete'],
  'sessions.closed': ['account_change', 'disable'],
  'sessions.reopened': ['account_change', 'enable'],
  'member.role_changed': ['user_access', 'assign_role'],
  'member.champion_changed': ['user_access', 'assign_role'],
  'member.invited': ['group_management', 'add_user'],
  'member.deactivated': ['group_management', 'remove_user'],
  'grant.opened': ['user_access', 'assign_privileges'],
  'grant.closed': ['user_access', 'revoke_privileges'],
  'grant.expired': ['user_access', 'revoke_privileges'],
  'grant.withdrawn': ['user_access', 'revoke_privileges'],
};
const created =
  /\.(?:created|written|sent|set|begun|started|scheduled|requested|received|proposed|prepared|placed|given)$/;
const deleted = /\.(?:deleted|destroyed|withdrawn|erased|revoked)$/;

const kindOf = (type: string): Kind =>
  kinds[type] ?? [
    'entity_management',
    created.test(type) ? 'create' : deleted.test(type) ? 'delete' : /^copy\./.test(type) ? 'read' : 'update',
  ];

/** An event of the outbox: account, access, group or entity management. */
export const fromOutbox: Mapper = (record, around) => {
  const { data: event } = schema().safeParse(record);
  if (!event) return undefined;
  const { eventId, type, actorId, subjectId, resourceId, engagementId, purpose, at } = event;
  const [name, activity] = kindOf(type);
  return eventOf(
    {
      class: name,
      activity: activity as never,
      uid: eventId,
      code: type,
      time: at,
      log: 'outbox',
      instance: around.instance,
      status: 'success',
    },
    {
      actor: { user: { uid: actorId } },
      ...(name === 'entity_management' ? {} : { user: { uid: subjectId } }),
      ...(name === 'group_management' ? { group: { uid: subjectId } } : {}),
      entity: { uid: resourceId, type: type.split('.')[0] as string },
      resources: [{ uid: subjectId, type: 'subject' }],
      unmapped: present({
        engagement: engagementId,
        purpose,
        own: actorId === subjectId,
        ...marksOf([actorId, subjectId, resourceId, engagementId], around),
      }),
    },
  );
};
