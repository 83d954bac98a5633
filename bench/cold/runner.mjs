// One cold start in a process of its own: imports a bundle, hands it its first request, and says how long both took.
// Arguments: the bundle, and a file with the invocation's event and context. Plain JavaScript, as in Lambda.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle, invocation] = process.argv.slice(2);
const { event, context } = JSON.parse(readFileSync(invocation, 'utf8'));
context.getRemainingTimeInMillis = () => 29_000;
const url = pathToFileURL(bundle).href;
process.stdout.write = () => true;

const start = performance.now();
const { handler } = await import(url);
const imported = performance.now();
const { statusCode } = await handler(event, context);
const answered = performance.now();

process.send({ statusCode, imported: imported - start, answered: answered - start });
process.disconnect();
