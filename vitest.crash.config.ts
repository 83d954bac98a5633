import { defineConfig } from 'vitest/config';
import suite from './vitest.config.ts';

/** `npm test -- --config vitest.crash.config.ts`: processes killed at random moments, and faults at every call; it takes longer than the suite may. */
export default defineConfig({ ...suite, test: { ...suite.test, include: ['test/**/*.crash.ts'] } });
