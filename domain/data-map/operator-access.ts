import { type ContentClass, contentClassOf } from './content-class.ts';
import { entities } from './map.ts';

const operatorCanRead: Readonly<Record<ContentClass, string>> = {
  server_readable:
    'Sealed in the tables. The functions open a record while they serve a request that its relation and purpose allow; ' +
    'an administrator of the AWS account who changes code or key policies could, and the audit trail would show it.',
  end_to_end: 'Encrypted by the people themselves. We hold no key: nobody of ours can read it, whatever is approved.',
  identifiers_only: 'Readable in the tables: ids, states, times and keyed hashes, and no text that a person wrote.',
};

/** What the operator of an instance can technically read, from the data map itself, so that the claim cannot drift. */
export const operatorAccess = () =>
  (Object.keys(operatorCanRead) as ContentClass[])
    .map((contentClass) => ({
      contentClass,
      covers: entities.filter((entity) => contentClassOf(entity) === contentClass).map(({ name }) => name),
      operatorCanRead: operatorCanRead[contentClass],
    }))
    .filter(({ covers }) => covers.length > 0);
