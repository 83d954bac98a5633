import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, ourId, present, word } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const triggers = {
  PreAuthentication_Authentication: 'unknown',
  PostAuthentication_Authentication: 'success',
  TokenGeneration_Authentication: 'success',
  TokenGeneration_NewPasswordChallenge: 'success',
  TokenGeneration_HostedAuth: 'success',
  TokenGeneration_RefreshTokens: 'success',
} as const;

const schema = once(() =>
  z.object({
    /** A trigger has no id or time of its own: the function that took it gives them. */
    eventId: eventUid(),
    at: z.int(),
    triggerSource: z.enum(Object.keys(triggers) as (keyof typeof triggers)[]),
    userName: z.string(),
    callerContext: z.object({ clientId: ifValid(word()) }),
    request: ifValid(z.object({ newDeviceUsed: ifValid(z.boolean()) })),
  }),
);

/** A Lambda trigger of Cognito: Authentication. A name that is no id of ours may be an address of somebody, so it is hashed. */
export const fromSignInTrigger: Mapper = (record, around) => {
  const { data: event } = schema().safeParse(record);
  if (!event) return undefined;
  const { eventId, at, triggerSource, userName, callerContext, request } = event;
  const isKnown = ourId().safeParse(userName).success;
  const user = { uid: isKnown ? userName : `unknown:${around.hash(userName)}` };
  return eventOf(
    {
      class: 'authentication',
      activity: triggerSource === 'TokenGeneration_RefreshTokens' ? 'other' : 'logon',
      uid: eventId,
      code: triggerSource,
      time: at,
      log: 'sign-in-trigger',
      instance: around.instance,
      status: triggers[triggerSource],
    },
    {
      actor: { user },
      user,
      service: { name: 'cognito-idp' },
      unmapped: present({ client: callerContext.clientId, new_device: request?.newDeviceUsed }),
    },
  );
};
