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

/** Checks a list of attributes and turns it into a record. @throws InvalidParameterException naming the attribute */
export function attributesFrom(list: readonly Attribute[]): Record<string, string> {
  for (const { Name, Value } of list) assertAttribute(Name, Value);
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

function assertAttribute(name: string, value: string): void {
  if (!STANDARD.has(name)) {
    const why =
      name === 'sub' ? 'Cannot modify the non-mutable attribute sub' : 'Attributes did not conform to the schema';
    throw new AwsError('InvalidParameterException', /^[\w:]+$/.test(name) ? `user.${name}: ${why}` : why);
  }
  if (name === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) {
    throw new AwsError('InvalidParameterException', 'Invalid email address format.');
  }
  if (name.endsWith('_verified') && !/^(true|false)$/i.test(value)) {
    throw new AwsError('InvalidParameterException', `user.${name}: Attribute value must be true or false`);
  }
}
