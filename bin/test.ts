// `npm test`: the whole suite once. The last line on stdout is `N passed, N failed` (`, N skipped` when there are any), and
// the exit code is 0 only when at least one test ran, none failed and nothing went wrong outside of tests.
// Arguments after `--` go to vitest: file filters, `-t <name>`, `--bail 1`.
import { parseCLI, type Reporter, startVitest, type TestModule } from 'vitest/node';

type Tally = { passed: number; failed: number; skipped: number; reasons: string[] };

// Tests never act with the shell's own AWS sign-in. What stays is the DynamoDB for machines without our binary.
for (const name of Object.keys(process.env)) {
  if (name.startsWith('AWS_') && name !== 'AWS_ENDPOINT_URL_DYNAMODB') delete process.env[name];
}

const tally: Tally = { passed: 0, failed: 0, skipped: 0, reasons: [] };
await run(process.argv.slice(2));
for (const reason of tally.reasons) console.log(reason);
if (tally.passed + tally.failed === 0) console.log('No test ran.');
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
const isGood = tally.failed === 0 && tally.passed > 0;
// Written with a callback, so that a pipe has the line before the process ends, whatever a test left open.
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed${skipped}\n`, () => process.exit(isGood ? 0 : 1));

async function run(args: readonly string[]): Promise<void> {
  try {
    const { filter, options } = parseCLI(['vitest', 'run', ...args]);
    const isNamed = options.testNamePattern !== undefined;
    const reporter: Reporter = { onTestRunEnd: (modules, errors) => count(modules, errors.length, isNamed) };
    const vitest = await startVitest(filter, { ...options, watch: false, reporters: ['default', reporter] });
    await vitest.close();
  } catch (error) {
    console.error(error);
    tally.failed += 1;
  }
}

/** Errors outside of tests (in a file's import, in a hook, unhandled) count as one failure each. */
function count(modules: readonly TestModule[], unhandledErrors: number, isNamed: boolean): void {
  tally.failed += unhandledErrors;
  for (const module of modules) {
    tally.failed += module.errors().length;
    for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') tally.passed += 1;
      else if (result.state === 'failed') tally.failed += 1;
      else if (!isNamed) skip(test.fullName, result.state === 'skipped' ? result.note : 'it never ran');
    }
  }
}

function skip(name: string, reason: string | undefined): void {
  tally.skipped += 1;
  tally.reasons.push(`skipped: ${name}: ${reason ?? 'no reason given (or a failed hook before it)'}`);
}
