import { AsyncLocalStorage } from 'node:async_hooks';

type Sink = (line: string) => void;
type Write = typeof process.stdout.write;

const scope = new AsyncLocalStorage<Sink>();

function linesOf(chunk: string | Uint8Array): string[] {
  const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

function capturing(original: Write, stream: NodeJS.WriteStream): Write {
  return (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const sink = scope.getStore();
    if (sink === undefined) return Reflect.apply(original, stream, [chunk, ...rest]);
    for (const line of linesOf(chunk)) sink(line);
    const done = rest.find((argument) => typeof argument === 'function');
    if (done !== undefined) queueMicrotask(done as () => void);
    return true;
  };
}

/**
 * From now on, what code inside `withOutput` writes on stdout and stderr goes to its sink; all other output stays where it
 * was. In Lambda each function has a process, and what it prints lands in its log group; here all share one, so what
 * belongs to whom follows the asynchronous call that wrote it. Answers the way back.
 */
export function captureFunctionOutput(): () => void {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, original: stream.write }));
  for (const { stream, original } of streams) stream.write = capturing(original, stream);
  return () => {
    for (const { stream, original } of streams) stream.write = original;
  };
}

/** Runs `work`; each line it prints goes to `sink`. */
export const withOutput = <T>(sink: Sink, work: () => T): T => scope.run(sink, work);
