import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { KeyStore } from './key-store.ts';

/** What every action works on. `now` is epoch ms. */
export type Kms = { region: string; store: KeyStore; now: () => number };

export type KmsAction = (kms: Kms, input: Record<string, unknown>) => Record<string, unknown>;

/** Zod's texts name members and what was expected, never the value that was sent. */
function validationError(error: z.ZodError): AwsError {
  const details = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return `the local KMS does not support ${issue.keys.join(', ')}`;
    return `value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`;
  });
  return new AwsError('ValidationException', `${details.length} validation error(s) detected: ${details.join('; ')}`);
}

/** JSON carries bytes as base64. */
const onTheWire = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('base64') : value);

/** An action whose input is checked first; members that it does not know are refused, not ignored. */
export function kmsAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (kms: Kms, input: z.output<z.ZodObject<Shape, z.core.$strict>>) => Record<string, unknown>,
): KmsAction {
  const schema = z.strictObject(shape);
  return (kms, input) => {
    const checked = schema.safeParse(input);
    if (!checked.success) throw validationError(checked.error);
    const output = run(kms, checked.data);
    return Object.fromEntries(Object.entries(output).map(([name, value]) => [name, onTheWire(value)]));
  };
}

/** A key id, key ARN, alias name or alias ARN. */
export const keyId = z.string().min(1).max(2048);

/** Bytes on the wire (base64), with their length limits. */
export const bytes = (min: number, max: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((value) => value.length >= min && value.length <= max, `must have ${min} to ${max} bytes`);

const isTextByName = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');

/** Not `z.record`: that drops a pair named `__proto__`, and a dropped pair would not be bound. */
export const encryptionContext = z.custom<EncryptionContext>(isTextByName, 'must be an object of strings').optional();

/** Times in AWS's JSON are seconds. */
export const seconds = (epochMs: number): number => epochMs / 1000;
