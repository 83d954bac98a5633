import { join } from 'node:path';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolesCommand,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it, onTestFinished } from 'vitest';
import { openIam } from '#/local/iam/iam.ts';
import { givenAwsEndpoint, givenFolder } from '#/test/support/local-aws.ts';

const named = { RoleName: 'coachvault-eu-operator', PolicyName: 'sessions-issued-before' };
const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Ünïcode<&>"', Effect: 'Deny' }] });

async function givenClient(): Promise<IAMClient> {
  const iam = openIam({ file: join(givenFolder(), 'iam.sqlite'), roles: [named.RoleName] });
  onTestFinished(() => iam.close());
  const { client } = await givenAwsEndpoint({ rest: [iam.service] });
  return new IAMClient(client);
}

it('IR9: an inline policy of a role is put, read back to the byte, replaced and deleted', async () => {
  const sdk = await givenClient();
  await sdk.send(new PutRolePolicyCommand({ ...named, PolicyDocument: '{}' }));
  await sdk.send(new PutRolePolicyCommand({ ...named, PolicyDocument }));

  const read = await sdk.send(new GetRolePolicyCommand(named));
  expect(read).toMatchObject(named);
  expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(PolicyDocument);
  await sdk.send(new DeleteRolePolicyCommand(named));
  await expect(sdk.send(new GetRolePolicyCommand(named))).rejects.toBeInstanceOf(NoSuchEntityException);
});

it('IR9: what there is not is refused as on AWS, and what is not supported is named', async () => {
  const sdk = await givenClient();

  await expect(sdk.send(new DeleteRolePolicyCommand(named))).rejects.toBeInstanceOf(NoSuchEntityException);
  const stranger = new PutRolePolicyCommand({ ...named, RoleName: 'another', PolicyDocument });
  await expect(sdk.send(stranger)).rejects.toBeInstanceOf(NoSuchEntityException);
  const broken = new PutRolePolicyCommand({ ...named, PolicyDocument: '{' });
  await expect(sdk.send(broken)).rejects.toThrow('must be JSON');
  await expect(sdk.send(new ListRolesCommand({}))).rejects.toThrow('does not support ListRoles');
});
