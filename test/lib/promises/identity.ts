import { expect, it } from 'vitest';
import { type Pool, pools, staffRoles, tokenLifetimes } from '#/domain/access/roles.ts';
import { instances } from '#/lib/instances.ts';
import { userPoolName } from '#/lib/names.ts';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

const each = Object.keys(instances).flatMap((id) => pools.map((pool) => [id, pool] as const));

function poolOfInstance(id: string, pool: Pool) {
  const { stacks } = givenTemplates();
  const found = resourcesOf(stacks, 'AWS::Cognito::UserPool').find(
    ({ properties }) => properties.UserPoolName === userPoolName(id, pool),
  );
  if (!found) throw new Error(`${id} has no pool ${pool}`);
  const belongs = (type: string) =>
    resourcesOf([found.stack], type).filter(
      ({ properties }) => JSON.stringify(properties.UserPoolId) === JSON.stringify({ Ref: found.id }),
    );
  return { ...found, belongs };
}

export function identityPromises(): void {
  it.each(each)('IA5, IA6, C13: %s/%s asks for a second factor as it should', (id, pool) => {
    const { properties } = poolOfInstance(id, pool);
    expect(properties.MfaConfiguration).toBe(pool === 'workforce' ? 'ON' : 'OPTIONAL');
    expect(properties.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(properties.DeviceConfiguration).toBeUndefined();
    expect(properties).toMatchObject({
      WebAuthnUserVerification: 'required',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    });
  });

  it.each(each)('IA4: %s/%s takes nobody who was not invited, under ids that say nothing', (id, pool) => {
    const { properties } = poolOfInstance(id, pool);
    expect(properties.AdminCreateUserConfig).toMatchObject({ AllowAdminCreateUserOnly: true });
    expect(properties.AliasAttributes).toEqual(['email']);
    expect(properties.UsernameAttributes).toBeUndefined();
  });

  it.each(each)('IA8: %s/%s is under threat protection', (id, pool) => {
    const { properties, belongs } = poolOfInstance(id, pool);
    expect(properties).toMatchObject({ UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } });
    expect(belongs('AWS::Cognito::UserPoolRiskConfigurationAttachment')[0]?.properties).toMatchObject({
      ClientId: 'ALL',
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
      AccountTakeoverRiskConfiguration: { Actions: { HighAction: { EventAction: 'BLOCK' } } },
    });
  });

  it.each(each)(
    'IA14, EN6: passwords of %s/%s are long, the pool is under our key and cannot be deleted',
    (id, pool) => {
      const { properties } = poolOfInstance(id, pool);
      const { PasswordPolicy } = properties.Policies as { PasswordPolicy: { MinimumLength: number } };
      expect(PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(12);
      expect(properties.DeletionProtection).toBe('ACTIVE');
      expect(properties.KeyConfiguration).toMatchObject({ KeyType: 'CUSTOMER_MANAGED_KEY' });
    },
  );

  it.each(each)(
    'IA9, IA11: clients of %s/%s have short tokens, rotation, revocation and only safe flows',
    (id, pool) => {
      const clients = poolOfInstance(id, pool)
        .belongs('AWS::Cognito::UserPoolClient')
        .map(({ properties }) => properties);
      expect(clients.map((client) => client.ClientName)).toEqual(['api', 'factors']);
      for (const client of clients) {
        expect(client).toMatchObject({
          GenerateSecret: false,
          ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
          RefreshTokenRotation: { Feature: 'ENABLED' },
          EnableTokenRevocation: true,
          PreventUserExistenceErrors: 'ENABLED',
          AllowedOAuthFlowsUserPoolClient: false,
          TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
          // The only attribute that a client may write is one that cannot be changed.
          WriteAttributes: ['custom:sealed'],
        });
      }
      expect(clients[0]).toMatchObject({
        AccessTokenValidity: tokenLifetimes[pool].accessMinutes,
        RefreshTokenValidity: tokenLifetimes[pool].refreshHours,
      });
      expect(poolOfInstance(id, pool).properties.Schema).toMatchObject([{ Name: 'sealed', Mutable: false }]);
    },
  );

  it.each(each)('%s/%s has groups for staff roles only, and the scope of the API', (id, pool) => {
    const { belongs } = poolOfInstance(id, pool);
    const groups = belongs('AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName);
    expect(groups.sort()).toEqual(pool === 'workforce' ? [...staffRoles].sort() : []);
    expect(belongs('AWS::Cognito::UserPoolResourceServer')[0]?.properties).toMatchObject({
      Identifier: 'coachvault',
      Scopes: [{ ScopeName: 'api' }],
    });
    // A pool with a domain could not be reached through the endpoint of the isolated network.
    expect(belongs('AWS::Cognito::UserPoolDomain')).toEqual([]);
  });

  it.each(each)('%s/%s asks our function before it makes a token, and may call nothing else', (id, pool) => {
    const { properties, stack, id: logicalId } = poolOfInstance(id, pool);
    const { PreTokenGenerationConfig } = properties.LambdaConfig as {
      PreTokenGenerationConfig: { LambdaArn: unknown; LambdaVersion: string };
    };
    expect(PreTokenGenerationConfig.LambdaVersion).toBe('V2_0');
    const permissions = resourcesOf([stack], 'AWS::Lambda::Permission').filter(({ properties: permission }) =>
      JSON.stringify(permission.SourceArn).includes(`"${logicalId}"`),
    );
    expect(permissions).toHaveLength(1);
    expect(permissions[0]?.properties).toMatchObject({
      Principal: 'cognito-idp.amazonaws.com',
      FunctionName: PreTokenGenerationConfig.LambdaArn,
    });
  });
}
