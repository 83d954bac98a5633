// `npm run coachvault -- <command>`: what operators do outside the API, with the AWS credentials of the shell. With
// AWS_ENDPOINT_URL set to an instance of `npm start`, the same commands act on that one.
import { keepCompiled } from './keep-compiled.ts';

keepCompiled();
await import('./programs/coachvault.ts');
