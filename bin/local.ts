// `npm start`: every instance of lib/instances.ts on this machine, one process each. Options: see local/run/start-options.ts.
import { keepCompiled } from './keep-compiled.ts';

keepCompiled();
await import('./programs/local.ts');
