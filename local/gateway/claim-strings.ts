import type { JWTPayload } from 'jose';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DATES = new Set(['exp', 'iat', 'nbf']);

const two = (value: number): string => String(value).padStart(2, '0');

/** Epoch seconds as `Wed Dec 06 17:22:52 UTC 2023`. */
function javaDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = `${WEEKDAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${time} UTC ${date.getUTCFullYear()}`;
}

function asString(name: string, value: unknown): string {
  if (DATES.has(name) && typeof value === 'number') return javaDate(value);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * A token's claims as a REST API with a Cognito authorizer hands them to a function: all of them strings. Events recorded
 * from AWS show numbers as digits (`auth_time`), `exp` and `iat` as dates of Java's Date.toString, `cognito:groups` joined by
 * commas without blanks, booleans as words. It is not documented; docs/first-deployment.md has the call that shows it.
 */
export function claimStrings(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asString(name, value)]));
}
