import * as z from 'zod/mini';
import { type ActivityOf, eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, isoTime, type Mapper, present, word } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    eventID: eventUid(),
    eventTime: isoTime(),
    eventSource: z.string().check(z.regex(/^[a-z0-9-]{1,40}\.amazonaws\.com$/)),
    eventName: word(),
    errorCode: ifValid(word()),
    sourceIPAddress: ifValid(z.string()),
    readOnly: ifValid(z.boolean()),
    userIdentity: z.object({
      type: ifValid(word()),
      arn: ifValid(z.string()),
      principalId: ifValid(z.string()),
      invokedBy: ifValid(word()),
    }),
  }),
);

function activityOf(name: string, isReadOnly: boolean | undefined): ActivityOf<'api_activity'> {
  if (isReadOnly || /^(?:Get|List|Describe|BatchGet|Query|Scan)/.test(name)) return 'read';
  if (/^(?:Create|Put|Run|Start)/.test(name)) return 'create';
  return /^(?:Delete|Stop|Terminate)/.test(name) ? 'delete' : 'update';
}

/** Who called: a role by name, for its session may carry somebody's address; any other principal as a keyed hash. */
function principalOf(
  { type, arn, principalId, invokedBy }: { type?: string; arn?: string; principalId?: string; invokedBy?: string },
  hash: (text: string) => string,
): string {
  const role = /:assumed-role\/([\w+=,.@-]{1,64})\/(.+)$/.exec(arn ?? '');
  if (role) return `aws:role/${(role[1] as string).replaceAll(/[^\w.-]/g, '-')}/${hash(role[2] as string)}`;
  if (type === 'Root') return 'aws:root';
  const named = arn ?? principalId;
  return named === undefined ? `aws:service/${invokedBy ?? 'unknown'}` : `aws:principal/${hash(named)}`;
}

/** A record of CloudTrail: API Activity. No parameters and no answers of the call. */
export const fromTrail: Mapper = (record, around) => {
  const { data: call } = schema().safeParse(record);
  if (!call) return undefined;
  const { eventID, eventTime, eventSource, eventName, errorCode, sourceIPAddress: address, userIdentity } = call;
  return eventOf(
    {
      class: 'api_activity',
      activity: activityOf(eventName, call.readOnly),
      uid: eventID,
      code: eventName,
      time: eventTime,
      log: 'trail',
      instance: around.instance,
      status: errorCode === undefined ? 'success' : 'failure',
      product: { name: 'CloudTrail', vendor_name: 'AWS' },
    },
    {
      actor: { user: { uid: principalOf(present(userIdentity), around.hash) } },
      api: { operation: eventName, service: { name: eventSource } },
      src_endpoint: address === undefined ? { svc_name: 'aws' } : { uid: around.hash(address) },
      unmapped: present({ error: errorCode, invoked_by: userIdentity.invokedBy ?? 'nobody' }),
    },
  );
};
