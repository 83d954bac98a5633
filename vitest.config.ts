import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SharingLast } from './test/support/sharing-last.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Processes are warm after a few files; what a file left open is closed behind it, by the setup file.
    isolate: false,
    setupFiles: ['test/support/close-behind.ts'],
    sequence: { sequencer: SharingLast },
    // A test waits about a third of its time, for mails, jobs and streams.
    maxWorkers: Math.max(2, Math.ceil(availableParallelism() * 1.5)),
    allowOnly: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 10_000,
    // Nothing that a test does may reach a real AWS account, whatever the shell around it is signed in to.
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  },
});
