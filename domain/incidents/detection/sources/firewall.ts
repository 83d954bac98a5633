import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, present, word } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    timestamp: z.int(),
    terminatingRuleId: ifValid(word()),
    action: z.enum(['ALLOW', 'BLOCK', 'COUNT', 'CAPTCHA', 'CHALLENGE']),
    httpRequest: z.object({
      clientIp: z.string(),
      country: ifValid(z.string().check(z.regex(/^[A-Z]{2}$/))),
      httpMethod: ifValid(z.string().check(z.regex(/^[A-Z]{3,7}$/))),
      requestId: eventUid(),
    }),
  }),
);
const activities = {
  GET: 'get',
  HEAD: 'head',
  OPTIONS: 'options',
  POST: 'post',
  PUT: 'put',
  DELETE: 'delete',
} as const;

/** A record of the firewall's log: HTTP Activity. No path, query or header; the address as a keyed hash. */
export const fromFirewall: Mapper = (record, around) => {
  const { data: entry } = schema().safeParse(record);
  if (!entry) return undefined;
  const { timestamp, terminatingRuleId, action, httpRequest } = entry;
  const { clientIp, country, httpMethod = 'OTHER', requestId } = httpRequest;
  const isBlocked = action !== 'ALLOW' && action !== 'COUNT';
  return eventOf(
    {
      class: 'http_activity',
      activity: httpMethod in activities ? activities[httpMethod as keyof typeof activities] : 'other',
      uid: requestId,
      code: `request.${action.toLowerCase()}`,
      time: timestamp,
      log: 'firewall',
      instance: around.instance,
      severity: isBlocked ? 'low' : 'informational',
      status: isBlocked ? 'failure' : 'success',
      product: { name: 'AWS WAF', vendor_name: 'AWS' },
    },
    {
      src_endpoint: { uid: around.hash(clientIp), ...(country === undefined ? {} : { location: { country } }) },
      http_request: { http_method: httpMethod, uid: requestId },
      unmapped: present({ rule: terminatingRuleId }),
    },
  );
};
