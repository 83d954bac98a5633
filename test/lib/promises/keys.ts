import { expect, it } from 'vitest';
import type { Area } from '#/domain/api/area.ts';
import { instances } from '#/lib/instances.ts';
import { type KeyUse, keyAlias, roleArn } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import {
  givenTemplates,
  list,
  plainArn,
  resourcesOf,
  type Statement,
  statementsOf,
} from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances) as (keyof typeof instances)[];
const account = { Ref: 'AWS::AccountId' };
const root = { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', account, ':root']] } };

/** The key of a use, in the instance's region or, with `copy`, in its backup region. */
function keyOf(id: keyof typeof instances, use: KeyUse, copy = false) {
  const stacks = givenTemplates().stacks.filter(
    (stack) => stack.instance.id === id && stack.name === (copy ? 'Copies' : 'Keys'),
  );
  const alias = resourcesOf(stacks, 'AWS::KMS::Alias').find(
    ({ properties }) => properties.AliasName === keyAlias(id, use),
  );
  const target = JSON.stringify(alias?.properties.TargetKeyId);
  const key = resourcesOf(stacks).find(
    (resource) => /^AWS::KMS::(?:Replica)?Key$/.test(resource.type) && target.includes(resource.id),
  );
  if (!key) throw new Error(`${id} has no key ${use}`);
  return key;
}
const policyOf = (id: keyof typeof instances, use: KeyUse, copy = false): Statement[] =>
  statementsOf(keyOf(id, use, copy).properties.KeyPolicy);

const plain = (value: unknown): string => JSON.stringify(value).replaceAll(JSON.stringify(account), '<account>');
const rolesOf = (id: string, wanted: (area: Area) => boolean): string[] =>
  everyArea.filter(wanted).map((area) => roleArn({ id, account: '<account>' }, area.name));
const opens = (area: Area): boolean => area.keys.unwrap.length > 0 || area.keys.create !== undefined;

export function keyPromises(): void {
  it.each(
    ids.flatMap((id) =>
      (['data', 'identity', 'logs', 'backup', 'jobs', 'response', 'wrapping'] as const).map(
        (use) => [id, use] as const,
      ),
    ),
  )('EN10, EN11: the key %s/%s is in KMS, rotates every year and outlives its stack', (id, use) => {
    const { properties, resource } = keyOf(id, use);
    expect(properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365, PendingWindowInDays: 30 });
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  it.each(ids)('EN7: the key of blind indexes of %s makes HMACs and does nothing else', (id) => {
    expect(keyOf(id, 'mac').properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  });

  it.each(ids.flatMap((id) => [false, true].map((copy) => [id, copy] as const)))(
    'IA3, IA4: only functions that open content use the wrapping key (%s, replica: %s); no administrator does',
    (id, copy) => {
      const [manage, use, operator, rewrap, looks, ...others] = policyOf(id, 'wrapping', copy);
      const restorerArn = roleArn({ id, account: '<account>' }, 'restorer');
      expect(others).toEqual([]);
      const operatorArn = roleArn({ id, account: '<account>' }, 'operator');
      expect(list(operator?.Action)).toEqual(['kms:GenerateDataKey']);
      expect(principals(operator)).toEqual([operatorArn]);
      expect(list(rewrap?.Action)).toEqual(['kms:ReEncryptFrom', 'kms:ReEncryptTo']);
      const rewrappers = rolesOf(id, ({ keys }) => keys.rewrap !== undefined);
      expect(principals(rewrap)).toEqual([...rewrappers, operatorArn, restorerArn]);
      expect([looks?.Action, principals(looks)]).toEqual(['kms:DescribeKey', [restorerArn]]);
      expect(rewrap?.Condition?.Bool).toEqual({ 'kms:ReEncryptOnSameKey': 'true' });
      expect(
        list(manage?.Action).filter((action) => /Decrypt|Encrypt|Generate|Mac|CreateGrant|\*/.test(action)),
      ).toEqual([]);
      expect(list(use?.Action)).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
      expect(principals(use)).toEqual(rolesOf(id, opens));
      expect(principals(use)).not.toContain(roleArn({ id, account: '<account>' }, 'ops'));
    },
  );

  it.each(ids)(
    'EN7: only functions whose contract says so, and the operator, make keyed hashes; none verifies (%s)',
    (id) => {
      const [, use, ...others] = policyOf(id, 'mac');
      expect(others).toEqual([]);
      expect(list(use?.Action)).toEqual(['kms:GenerateMac']);
      expect(principals(use)).toEqual([
        ...rolesOf(id, (area) => area.keys.mac === true),
        roleArn({ id, account: '<account>' }, 'operator'),
      ]);
    },
  );

  it.each(ids.flatMap((id) => [false, true].map((copy) => [id, copy] as const)))(
    'EN7, MO11: only functions whose contract signs sign in %s (replica: %s); the public key is for them and who publishes it',
    (id, copy) => {
      const { properties } = keyOf(id, 'signing', copy);
      if (!copy)
        expect(properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', MultiRegion: true });
      const [manage, sign, read, ...others] = policyOf(id, 'signing', copy);
      expect(others).toEqual([]);
      expect(list(manage?.Action).filter((action) => /Sign|Verify|GetPublicKey|\*/.test(action))).toEqual([]);
      expect(list(sign?.Action)).toEqual(['kms:Sign']);
      expect(principals(sign)).toEqual(rolesOf(id, ({ keys }) => keys.sign === true));
      expect(list(read?.Action)).toEqual(['kms:GetPublicKey']);
      expect(principals(read)).toEqual(rolesOf(id, ({ keys }) => keys.sign === true || keys.publishes === true));
    },
  );

  it.each(ids)('each service uses the key of the logs for our resources only (%s)', (id) => {
    const { region } = instances[id];
    const services = policyOf(id, 'logs').filter((statement) => statement.Sid !== 'AccountAdministers');
    const conditions = Object.fromEntries(services.map(({ Sid, Condition }) => [Sid, plain(Condition)]));
    expect(Object.keys(conditions).sort()).toEqual(['Alarms', 'Findings', 'LogGroups', 'Trail', 'TrailDescribes']);
    expect(conditions.LogGroups).toContain(`:log-group:/coachvault/${id}/*`);
    expect(conditions.Trail).toContain(`:trail/coachvault-${id}`);
    expect(conditions.Alarms).toContain(`:alarm:coachvault-${id}-*`);
    expect(conditions.Findings).toContain(`:coachvault-${id}-alarms`);
    for (const { Principal } of services)
      expect(plain(Principal)).toMatch(/"Service":"(?:logs|cloudtrail|cloudwatch|events)\./);
    expect(plain(services)).toContain(`logs.${region}.amazonaws.com`);
  });

  it.each(ids)('Cognito uses the key of the user pools for pools of this account and region only (%s)', (id) => {
    const services = policyOf(id, 'identity').filter((statement) => statement.Sid !== 'AccountAdministers');
    for (const { Condition } of services) expect(plain(Condition)).toContain(`cognito-idp:${instances[id].region}:`);
    expect(services).toHaveLength(2);
  });

  it('every key policy keeps the account able to manage the key, and only there stands a wildcard', () => {
    for (const { properties } of resourcesOf(givenTemplates().stacks).filter(({ type }) =>
      /^AWS::KMS::(?:Replica)?Key$/.test(type),
    )) {
      const [first, ...others] = statementsOf(properties.KeyPolicy);
      expect(first?.Principal).toEqual(root);
      expect(list(first?.Action)).toSatisfy(
        (actions: string[]) => actions.includes('kms:*') || actions.includes('kms:PutKeyPolicy'),
      );
      expect(others.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'))).toEqual([]);
    }
  });
}

const principals = (statement: Statement | undefined): string[] =>
  list(statement?.Condition?.ArnEquals?.['aws:PrincipalArn']).map(plainArn);
