import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientOptions } from '#/lambdas/platform/services.ts';

/**
 * Names of app clients by id, asked for once per process. A pool needs its trigger before it has clients, so the trigger
 * cannot be deployed with their ids; their names it knows.
 */
export function rememberedClientNames() {
  const names = new Map<string, string>();
  let cognito: CognitoIdentityProviderClient | undefined;
  return {
    async of(UserPoolId: string, ClientId: string): Promise<string> {
      const known = names.get(ClientId);
      if (known) return known;
      cognito ??= new CognitoIdentityProviderClient(clientOptions());
      const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      const name = UserPoolClient?.ClientName ?? '';
      names.set(ClientId, name);
      return name;
    },
  };
}
