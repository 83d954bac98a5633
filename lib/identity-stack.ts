import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnUserPool,
  CfnUserPoolGroup,
  type CfnUserPoolProps,
  CfnUserPoolResourceServer,
  CfnUserPoolRiskConfigurationAttachment,
} from 'aws-cdk-lib/aws-cognito';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Pool, pools, staffRoles } from '#/domain/access/roles.ts';
import { apiScope } from '#/domain/access/token.ts';
import type { Area } from '#/domain/api/area.ts';
import { userPoolName } from '#/lib/names.ts';
import { areaFunction, type BundleOf } from './constructs/area-function.ts';
import type { AreaResources, PoolFacts } from './constructs/area-resources.ts';
import { grantPools } from './constructs/grant-area.ts';
import { poolClients, sealedAttribute } from './constructs/pool-clients.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';
import type { Keys } from './keys-stack.ts';

type Options = {
  readonly instance: Instance;
  readonly keys: Keys;
  readonly areas: readonly Area[];
  readonly resources: Omit<AreaResources, 'place'>;
  readonly bundleOf: BundleOf;
};

/** The two user pools and the function that makes their tokens fit for the API. */
export function identityStack(scope: Construct, options: Options): Readonly<Record<Pool, PoolFacts>> {
  const { instance, keys, areas, resources, bundleOf } = options;
  const stack = new RegionalStack(scope, 'Identity', instance);
  const triggers = areas
    .filter((area) => area.trigger === 'preTokenGeneration')
    .map((area) => ({
      area,
      ...areaFunction(stack, { area, bundleOf, logsKey: keys.logs, resources: { ...resources, place: stack.place } }),
    }));
  const [trigger] = triggers;
  const made = pools.map((pool) => [pool, userPool(stack, pool, keys.identity.keyArn, trigger?.fn)] as const);
  const facts = Object.fromEntries(made) as Record<Pool, PoolFacts>;
  if (trigger) {
    grantPools(stack, trigger.role, trigger.area, { ...resources, place: stack.place, pools: facts });
  }
  return facts;
}

function userPool(stack: RegionalStack, name: Pool, keyArn: string, trigger: LambdaFunction | undefined): PoolFacts {
  const pool = new CfnUserPool(stack, name, {
    userPoolName: userPoolName(stack.instance.id, name),
    userPoolTier: 'PLUS',
    deletionProtection: 'ACTIVE',
    keyConfiguration: { keyType: 'CUSTOMER_MANAGED_KEY', kmsKeyArn: keyArn },
    ...signIn(name, stack.instance),
    // Remembered devices would let a second factor lapse; no device configuration means none is remembered.
    userPoolAddOns: {
      advancedSecurityMode: 'ENFORCED',
      advancedSecurityAdditionalFlows: { customAuthMode: 'ENFORCED' },
    },
    ...(trigger
      ? { lambdaConfig: { preTokenGenerationConfig: { lambdaArn: trigger.functionArn, lambdaVersion: 'V2_0' } } }
      : {}),
  });
  pool.applyRemovalPolicy(RemovalPolicy.RETAIN);
  if (trigger) mayCall(stack, name, pool, trigger);
  const server = resourceServer(stack, name, pool);
  groups(stack, name, pool);
  const client = poolClients(stack, name, pool, server);
  threatProtection(stack, name, pool);
  return { id: pool.ref, arn: pool.attrArn, clientId: client.ref };
}

/** Who may sign in, by which name and with what. Usernames are person ids; the address is only an alias. */
function signIn(name: Pool, instance: Instance): Partial<CfnUserPoolProps> {
  const isWorkforce = name === 'workforce';
  return {
    aliasAttributes: ['email'],
    autoVerifiedAttributes: ['email'],
    usernameConfiguration: { caseSensitive: true },
    schema: [sealedAttribute],
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
    accountRecoverySetting: { recoveryMechanisms: [{ name: 'verified_email', priority: 1 }] },
    adminCreateUserConfig: {
      allowAdminCreateUserOnly: true,
      inviteMessageTemplate: {
        emailSubject: 'Your invitation to coaching',
        emailMessage: `You are invited to ${instance.door}. Sign in as {username} with the password {####}; it works for seven days.`,
      },
    },
    mfaConfiguration: isWorkforce ? 'ON' : 'OPTIONAL',
    enabledMfas: ['SOFTWARE_TOKEN_MFA'],
    policies: {
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        passwordHistorySize: 24,
        temporaryPasswordValidityDays: 7,
      },
      signInPolicy: { allowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
    },
    webAuthnRelyingPartyId: new URL(instance.door).hostname,
    webAuthnUserVerification: 'required',
    // A passkey that verified its user is two factors. Where MFA is required, nothing less may stand for both.
    webAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
  };
}

function mayCall(stack: RegionalStack, name: Pool, pool: CfnUserPool, trigger: LambdaFunction): void {
  new CfnPermission(stack, `${name}-calls-trigger`, {
    action: 'lambda:InvokeFunction',
    functionName: trigger.functionArn,
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: pool.attrArn,
    sourceAccount: stack.account,
  });
}

function resourceServer(stack: RegionalStack, name: Pool, pool: CfnUserPool): CfnUserPoolResourceServer {
  const [identifier = '', scopeName = ''] = apiScope.split('/');
  return new CfnUserPoolResourceServer(stack, `${name}-api`, {
    userPoolId: pool.ref,
    identifier,
    name: 'The API',
    scopes: [{ scopeName, scopeDescription: 'Call the API' }],
  });
}

/** Only staff roles are groups: the others follow from memberships when a token is made. */
function groups(stack: RegionalStack, name: Pool, pool: CfnUserPool): void {
  for (const role of name === 'workforce' ? staffRoles : []) {
    new CfnUserPoolGroup(stack, `${name}-${role}`, { userPoolId: pool.ref, groupName: role });
  }
}

/** An unusual sign-in meets a second factor, a hopeless one is blocked, and known leaked passwords are refused (IA8). */
function threatProtection(stack: RegionalStack, name: Pool, pool: CfnUserPool): void {
  const act = (eventAction: string) => ({ eventAction, notify: false });
  new CfnUserPoolRiskConfigurationAttachment(stack, `${name}-risk`, {
    userPoolId: pool.ref,
    clientId: 'ALL',
    compromisedCredentialsRiskConfiguration: { actions: { eventAction: 'BLOCK' } },
    accountTakeoverRiskConfiguration: {
      actions: {
        lowAction: act('MFA_IF_CONFIGURED'),
        mediumAction: act('MFA_REQUIRED'),
        highAction: act('BLOCK'),
      },
    },
  });
}
