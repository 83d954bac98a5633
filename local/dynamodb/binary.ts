import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

const packageOf = (platform: string, arch: string): string => `@dynoxide/${platform}-${arch}/dynoxide`;

function fromPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(packageOf(process.platform, process.arch));
  } catch {
    return undefined;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The dynoxide program: from its npm package, else from `searchPath` (the form of the PATH variable).
 * Throws LocalRunError when there is none.
 */
export function findDynoxide(searchPath: string, packaged = fromPackage()): string {
  const candidates = searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'dynoxide'));
  const found = [...(packaged === undefined ? [] : [packaged]), ...candidates].find(isExecutable);
  if (found !== undefined) return found;
  throw new LocalRunError(
    `The DynamoDB program dynoxide is missing on ${process.platform}-${process.arch}: ` +
      'run "npm ci" (Linux x64), put dynoxide 1.2.1 on the PATH, or set AWS_ENDPOINT_URL_DYNAMODB to another DynamoDB.',
  );
}
