import { isSealed } from './entity.ts';
import { entities } from './map.ts';

/** What the operator of an instance can technically read, from the data map itself, so that the claim cannot drift. */
export const operatorAccess = () => [
  {
    contentClass: 'server_readable',
    covers: entities.filter(isSealed).map(({ name }) => name),
    operatorCanRead:
      'Sealed in the tables. The functions open a record while they serve a request that its relation and purpose allow; ' +
      'an administrator of the AWS account who changes code or key policies could, and the audit trail would show it.',
  },
  {
    contentClass: 'identifiers_only',
    covers: entities.filter((entity) => !isSealed(entity)).map(({ name }) => name),
    operatorCanRead: 'Readable in the tables: ids, states, times and keyed hashes, and no text that a person wrote.',
  },
];
