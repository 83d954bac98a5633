import * as z from 'zod/mini';
import { eventOf } from '#/domain/incidents/detection/ocsf.ts';
import { eventUid, ifValid, type Mapper, ourId, present } from '#/domain/incidents/detection/source.ts';
import { once } from '#/domain/once.ts';

const schema = once(() =>
  z.object({
    EventId: eventUid(),
    /** The account that was asked about. */
    Username: z.string(),
    EventType: z.enum(['SignIn', 'SignUp', 'ForgotPassword', 'PasswordChange', 'ResendCode']),
    /** Epoch milliseconds. */
    CreationDate: z.int(),
    EventResponse: z.enum(['Pass', 'Fail', 'InProgress']),
    EventRisk: ifValid(
      z.object({
        RiskDecision: ifValid(z.enum(['NoRisk', 'AccountTakeover', 'Block'])),
        RiskLevel: ifValid(z.enum(['Low', 'Medium', 'High'])),
        CompromisedCredentialsDetected: ifValid(z.boolean()),
      }),
    ),
    EventContextData: ifValid(
      z.object({
        IpAddress: ifValid(z.string()),
        DeviceName: ifValid(z.string()),
        /** A name, which we cannot tell from a sentence: kept as a keyed hash, as one country only has to differ from another. */
        Country: ifValid(z.string()),
      }),
    ),
  }),
);
const statuses = { Pass: 'success', Fail: 'failure', InProgress: 'unknown' } as const;
const severities = { Low: 'low', Medium: 'medium', High: 'high' } as const;

/** An entry of Cognito's threat protection (AdminListUserAuthEvents) with its account: Authentication. No city, no address. */
export const fromThreatProtection: Mapper = (record, around) => {
  const { data: event } = schema().safeParse(record);
  if (!event) return undefined;
  const { EventRisk: risk, EventContextData: context, Username } = event;
  const isKnown = ourId().safeParse(Username).success;
  const user = { uid: isKnown ? Username : `unknown:${around.hash(Username)}` };
  const { IpAddress: address, DeviceName: device, Country: country } = context ?? {};
  return eventOf(
    {
      class: 'authentication',
      activity: event.EventType === 'SignIn' ? 'logon' : 'other',
      uid: event.EventId,
      code: event.EventType,
      time: event.CreationDate,
      log: 'threat-protection',
      instance: around.instance,
      severity: risk?.RiskLevel ? severities[risk.RiskLevel] : 'informational',
      status: statuses[event.EventResponse],
    },
    {
      actor: { user },
      user,
      service: { name: 'cognito-idp' },
      ...(device === undefined ? {} : { device: { uid: around.hash(device) } }),
      ...(address === undefined ? {} : { src_endpoint: { uid: around.hash(address) } }),
      unmapped: present({
        country_hash: country === undefined ? undefined : around.hash(country),
        risk: risk?.RiskDecision,
        compromised_credentials: risk?.CompromisedCredentialsDetected,
      }),
    },
  );
};
