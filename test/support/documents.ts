import type { Checks } from '#/domain/proof/checks.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { checksOf } from '#/operator/verify/key-file.ts';
import type { GivenInstance } from './instance.ts';
import type { Person } from './people.ts';

export type Download = { readonly status: number; readonly mediaType: string | null; readonly text: string };

/** What a person saves to a file: the bytes as they came. */
export async function givenDownload(instance: GivenInstance, person: Person, path: string): Promise<Download> {
  const response = await fetch(`${instance.apiUrl}${path}`, { headers: { authorization: `Bearer ${person.token}` } });
  return { status: response.status, mediaType: response.headers.get('content-type'), text: await response.text() };
}

/** Checks with the keys that the instance publishes. */
async function givenChecks(instance: GivenInstance): Promise<Checks> {
  const { body } = await instance.call('GET', '/.well-known/jwks.json');
  return checksOf(body as KeySet, 'The keys of the instance');
}

/** What is wrong with a downloaded document, in the eyes of who checks it offline. */
export const faultsOf = async (instance: GivenInstance, { text }: Download): Promise<readonly string[]> =>
  documentFaults(text, await givenChecks(instance));
