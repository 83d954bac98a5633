import type { Context } from 'aws-lambda';
import { localAccount } from '#/local/aws/account.ts';
import { AwsError } from '#/local/aws/service.ts';

export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** A function that can be invoked here. */
export type LocalFunction = {
  readonly name: string;
  readonly logGroupName: string;
  /** Its handler is one of `withDurableExecution`. */
  readonly isDurable: boolean;
  /** Asked at the first invocation. */
  load(): Promise<LambdaHandler>;
};

/** The functions of an instance, by the ways that AWS names one. */
export type FunctionTable = {
  /** @throws AwsError when there is no such function */
  find(reference: string, qualifier?: string): { readonly called: LocalFunction; readonly isQualified: boolean };
  named(name: string): LocalFunction | undefined;
  /** The ARN of the one version there is. */
  arnOf(name: string): string;
};

/** A name, a partial or a whole ARN, each with or without a version or alias. */
const REFERENCE =
  /^(?:arn:aws[\w-]*:lambda:([\w-]+):\d{12}:function:|\d{12}:function:)?([\w-]{1,64})(?::([\w$-]{1,128}))?$/;

export const VERSION = '$LATEST';

export function functionTable(region: string, functions: readonly LocalFunction[]): FunctionTable {
  const byName = new Map(functions.map((each) => [each.name, each]));
  return {
    find(reference, qualifier) {
      const [, inRegion = region, name = '', ownQualifier] = REFERENCE.exec(reference) ?? [];
      const called = inRegion === region ? byName.get(name) : undefined;
      if (called !== undefined) return { called, isQualified: (ownQualifier ?? qualifier) !== undefined };
      throw new AwsError('ResourceNotFoundException', `Function not found: ${reference.slice(0, 200)}`, 404);
    },
    named: (name) => byName.get(name),
    arnOf: (name) => `arn:aws:lambda:${region}:${localAccount}:function:${name}:${VERSION}`,
  };
}

/**
 * Lambda starts durable executions of a version or an alias only, so that a replay finds the code that began it.
 * @throws AwsError when a durable function is named without one
 */
export function requireQualifier({ called, isQualified }: ReturnType<FunctionTable['find']>): void {
  if (!called.isDurable || isQualified) return;
  throw new AwsError(
    'InvalidParameterValueException',
    `The function ${called.name} is durable: name a version or an alias, such as ${called.name}:live.`,
  );
}
