import { Session } from 'node:inspector/promises';

/** How often each function of a source file is called while `run` runs: work that can be compared without a clock. */
export async function countedCalls(file: string, run: () => Promise<unknown>): Promise<Record<string, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const functions = result.filter(({ url }) => url.endsWith(file)).flatMap((script) => script.functions);
    const counts = functions.map(({ functionName, ranges }) => [functionName, ranges[0]?.count ?? 0] as const);
    return Object.fromEntries(counts.filter(([name, count]) => name !== '' && count > 0));
  } finally {
    session.disconnect();
  }
}
