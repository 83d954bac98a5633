import { AwsError } from '#/local/aws/service.ts';

type Attribute = { Name: string; Value: string };

const STANDARD = new Set(
  [
    [
      'address',
      'birthdate',
      'email',
      'email_verified',
      'family_name',
      'gender',
      'given_name',
      'locale',
      'middle_name',
      'name',
    ],
    [
      'nickname',
      'phone_number',
      'phone_number_verified',
      'picture',
      'preferred_username',
      'profile',
      'website',
      'zoneinfo',
    ],
  ].flat(),
);

/**
 * Checks a list of attributes and lays it over the present ones; a blank value removes the attribute, as on AWS.
 * @throws InvalidParameterException naming the attribute
 */
export function withAttributes(present: Record<string, string>, list: readonly Attribute[]): Record<string, string> {
  for (const { Name, Value } of list) assertAttribute(Name, Value);
  const changes = Object.fromEntries(list.map(({ Name, Value }) => [Name, normalised(Name, Value)]));
  // A new address is unproven until the same call says otherwise.
  const moved = changes.email !== undefined && changes.email !== present.email;
  const unproven = moved && changes.email_verified === undefined ? { email_verified: 'false' } : {};
  const merged = { ...present, ...changes, ...unproven };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}

function normalised(name: string, value: string): string {
  return name.endsWith('_verified') ? value.toLowerCase() : value;
}

function assertAttribute(name: string, value: string): void {
  if (!STANDARD.has(name)) {
    const why =
      name === 'sub' ? 'Cannot modify the non-mutable attribute sub' : 'Attributes did not conform to the schema';
    throw new AwsError('InvalidParameterException', /^[\w:]+$/.test(name) ? `user.${name}: ${why}` : why);
  }
  if (value === '') return;
  if (name === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) {
    throw new AwsError('InvalidParameterException', 'Invalid email address format.');
  }
  if (name.endsWith('_verified') && !/^(true|false)$/i.test(value)) {
    throw new AwsError('InvalidParameterException', `user.${name}: Attribute value must be true or false`);
  }
}
