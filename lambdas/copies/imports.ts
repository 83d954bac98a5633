import { Problem } from '#/domain/api/problems.ts';
import { copyImport, requestRegister } from '#/domain/data-map/entities/rights.ts';
import { uploadMinutes } from '#/domain/rights/copy/faults.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Saved } from '#/vault/commit.ts';
import { change, create } from '#/vault/draft.ts';
import { countedImport } from '#/vault/requests.ts';
import { isErased } from '#/vault/unseal.ts';
import { uploadName } from '#/vault/uploads.ts';
import { of } from '#/vault/visit.ts';
import type { importRoutes } from './imports.contract.ts';
import { uploadUrl } from './upload-url.ts';

type Routes = typeof importRoutes;
type Import = Saved<typeof copyImport>;

/** Where to put the file, as long as it can be put there. */
async function uploadOf(services: Services, { ids, values }: Import) {
  const { state, bytes, sha256, uploadUntil } = values;
  const seconds = Math.floor((uploadUntil - services.now()) / 1000);
  if (state !== 'awaiting_upload' || seconds < 1) return null;
  const upload = await uploadUrl(services, { name: uploadName(ids.importId), bytes, sha256, seconds });
  return { ...upload, expiresAt: new Date(uploadUntil).toISOString() };
}

async function show(services: Services, record: Import) {
  const { ids, values, version } = record;
  const { state, bytes, sha256, faults, restored, closedAt } = values;
  return {
    importId: ids.importId,
    state,
    bytes,
    sha256,
    upload: await uploadOf(services, record),
    faults,
    restored,
    closedAt: closedAt === undefined ? null : new Date(closedAt).toISOString(),
    version,
  };
}

/** An import counts among the requests of the day. */
async function begin({ door, caller, body }: Request<Routes['beginImport']>, { vault }: Services): Promise<Import> {
  const { personId } = caller;
  const { register: found } = await door.open({ register: of(requestRegister, { personId }) });
  const register = found && !isErased(found) ? found : undefined;
  const importId = vault.mintId('import');
  const uploadUntil = vault.now() + uploadMinutes * 60_000;
  const values = { ...body, state: 'awaiting_upload', uploadUntil, faults: [], restored: [] } as const;
  const record = create(copyImport, { personId, importId }, personId, { ...values, faults: [], restored: [] });
  const records = [record, countedImport(vault, personId, register)];
  const [saved] = await door.save({
    records,
    event: { type: 'import.begun', subjectId: personId, resourceId: importId },
  });
  return saved as Import;
}

const attempts = 5;

/** Of several that begin at once, each is counted. */
async function beginImport(request: Request<Routes['beginImport']>, services: Services): Promise<Import> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await begin(request, services);
    } catch (cause) {
      const isLost = cause instanceof Problem && cause.type === 'conflict';
      if (!isLost || attempt === attempts) throw cause;
    }
  }
}

async function start({ door, caller, params }: Request<Routes['startImport']>): Promise<Import> {
  const { personId } = caller;
  const { importId } = params;
  const record = await door.read(copyImport, { personId, importId });
  const { state } = record.values;
  if (state !== 'awaiting_upload') throw new Problem('conflict', { detail: `The import was started; it is ${state}.` });
  const event = { type: 'import.started', subjectId: personId, resourceId: importId };
  const [saved] = await door.save({ records: [change(record, { state: 'checking' })], event });
  return saved as Import;
}

export const importOperations: Operations<Routes> = {
  beginImport: async (request, services) => show(services, await beginImport(request, services)),

  startImport: async (request, services) => show(services, await start(request)),

  readImport: async ({ door, caller, params }, services) =>
    show(services, await door.read(copyImport, { ...params, personId: caller.personId })),
};
