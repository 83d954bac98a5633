import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const shares = ({ moduleId }: TestSpecification): boolean =>
  /givenShared(?:World|Instance)\b/.test(readFileSync(moduleId, 'utf8'));

/** Files that share an instance come after all others, so that each process starts it once. */
export class SharingLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { own = [], shared = [] } = Object.groupBy(await super.sort(files), (file) =>
      shares(file) ? 'shared' : 'own',
    );
    return [...own, ...shared];
  }
}
