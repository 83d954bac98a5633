import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside the packages: whoever may write there can change the program anyway. */
const folder = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

/**
 * From now on, what this process and its children import is compiled once and kept, until it changes: a start spends half
 * of its time on that. It helps only what is imported later, so programs lie in a file of their own.
 */
export function keepCompiled(): void {
  process.env.NODE_COMPILE_CACHE ??= folder;
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
