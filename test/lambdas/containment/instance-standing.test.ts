import { CloudTrailClient, PutEventSelectorsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';
import { roleName, staffRoles, trailName } from '#/lib/names.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { type Response, responseOn } from './given-response.ts';

let instance: GivenInstance;
let response: Response;

beforeEach(async () => {
  instance = await givenInstance();
  response = await responseOn(instance);
});

describe('what AWS says of an instance, and what a response changes there', () => {
  it('IR3 MO11: a stopped trail and one that records less are seen, and put back as they were deployed', async () => {
    const { hands, standing } = response;
    const somebody = new CloudTrailClient(instance.awsConfig);
    expect((await standing()).trail).toBe('at-baseline');

    const less = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
    const TrailName = trailName(instance.id);
    await somebody.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors: less }));
    expect((await standing()).trail).toBe('changed');
    await somebody.send(new StopLoggingCommand({ Name: TrailName }));
    expect((await standing()).trail).toBe('stopped');

    await hands.instances.restartTrail(instance.id);
    await hands.instances.restartTrail(instance.id);
    expect((await standing()).trail).toBe('at-baseline');
  });

  it('IR9: sessions of the staff’s roles from before are denied, a later denial never moves back, and it can be taken away', async () => {
    const { hands, standing } = response;
    expect((await standing()).staffSessionsAfter).toBe(0);

    const before = instance.clock.now();
    await hands.staff.endSessions(instance.id, before);
    const second = Math.ceil(before / 1000);
    expect((await standing()).staffSessionsAfter).toBe(second);
    await hands.staff.endSessions(instance.id, before - 3_600_000);
    expect((await standing()).staffSessionsAfter).toBe(second);

    const iam = new IAMClient(instance.awsConfig);
    for (const user of staffRoles) {
      const asked = { RoleName: roleName(instance.id, user), PolicyName: 'sessions-issued-before' };
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(asked));
      expect(JSON.parse(decodeURIComponent(PolicyDocument))).toMatchObject({
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date(second * 1000).toISOString() } },
          },
        ],
      });
    }

    await hands.staff.restoreSessions(instance.id, second - 60);
    expect((await standing()).staffSessionsAfter).toBe(second - 60);
    await hands.staff.restoreSessions(instance.id, 0);
    await hands.staff.restoreSessions(instance.id, 0);
    expect((await standing()).staffSessionsAfter).toBe(0);
  });

  it('IR3: a key that waits for its deletion is kept and works again; a key of nobody’s is refused', async () => {
    const { hands, standing } = response;
    const kms = new KMSClient(instance.awsConfig);
    const key = instance.keys.mac;
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));
    expect((await standing()).dyingKeys).toEqual([key]);

    await hands.instances.keepKeys([key]);
    await hands.instances.keepKeys([key]);
    expect((await standing()).dyingKeys).toEqual([]);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }));
    expect(KeyMetadata?.KeyState).toBe('Enabled');
    await expect(hands.instances.keepKeys([key.replace(/.$/, '')])).rejects.toThrow('of its own instance only');
  });
});
