import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { User } from '#/local/cognito/users.ts';

/** Sends the temporary password. @throws InvalidParameterException without an address, CodeDeliveryFailureException */
export function sendInvitation(cognito: Cognito, user: User, password: string): Promise<void> {
  const body = `Your username is ${user.username} and your temporary password is ${password}`;
  return send(cognito, user, 'Your temporary password', body);
}

/** Sends the code that ConfirmForgotPassword asks for. Throws as `sendInvitation` does. */
export function sendResetCode(cognito: Cognito, user: User, code: string): Promise<void> {
  return send(cognito, user, 'Your password reset code', `Your password reset code is ${code}`);
}

/** Where a code went, readable only to who knows the address: `a***@e***`. */
export function deliveryDetails(email: string): Record<string, string> {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const masked = `${local.charAt(0)}***@${domain.charAt(0)}***`;
  return { Destination: masked, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

async function send(cognito: Cognito, user: User, subject: string, body: string): Promise<void> {
  const to = user.secrets.attributes.email;
  if (!to) throw new AwsError('InvalidParameterException', 'User has no email attribute to deliver to.');
  await cognito.options.deliver({ to, subject, body, username: user.username }).catch(() => {
    throw new AwsError('CodeDeliveryFailureException', 'The message could not be delivered.');
  });
}
