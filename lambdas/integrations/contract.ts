import { area } from '#/domain/api/area.ts';
import { ownRoutes } from './own.contract.ts';
import { registerRoutes } from './register.contract.ts';

export const integrations = area({
  name: 'integrations',
  says: 'The register of tools that an organisation lets its people connect, and each person’s own connections.',
  stores: {
    directory: ['read', 'list', 'write', 'check'],
    keys: ['read', 'check'],
    consent: ['read', 'list', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
    rights: ['list'],
  },
  // The gate asks for the consent; what was shared cannot be opened here.
  keys: { unwrap: ['integration_registry', 'integration_sharing'], mac: true },
  publishesFacts: true,
  routes: { ...registerRoutes, ...ownRoutes },
});
