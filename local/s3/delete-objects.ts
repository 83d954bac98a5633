import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { addVersion } from './add-version.ts';
import type { S3, S3Action, S3Request } from './context.ts';
import { malformedXml } from './errors.ts';
import { bypassesGovernance, refuseIfProtected } from './lock.ts';
import { versionHeader } from './object-headers.ts';
import { answerXml, type Children, parseXmlBody } from './xml.ts';

const MOST_KEYS = 1000;

/** `isMarker`: a delete marker was made, or removed. */
type Deleted = { readonly versionId: string; readonly isMarker: boolean; readonly dropped: readonly string[] };

function deleteVersion(s3: S3, request: S3Request, versionId: string): Deleted {
  const version = s3.versions.withId(request.bucket.name, request.key, versionId);
  if (version === undefined) return { versionId, isMarker: false, dropped: [] };
  refuseIfProtected(version, s3.now(), bypassesGovernance(request));
  s3.versions.remove(version);
  return { versionId, isMarker: version.content === undefined, dropped: s3.pieces.drop(version.id) };
}

function deleteLatest(s3: S3, request: S3Request): Deleted {
  if (request.bucket.objectLock === undefined) return deleteVersion(s3, request, 'null');
  const { version, dropped } = addVersion(s3, request, { held: false });
  return { versionId: version.versionId, isMarker: true, dropped };
}

/** Where versions are kept, a deletion without a version's id only hides the object. Deleting what is not there is no error. */
async function deleteOne(s3: S3, request: S3Request, versionId: string | null): Promise<Deleted> {
  const deleted = s3.store.transaction(() =>
    versionId === null ? deleteLatest(s3, request) : deleteVersion(s3, request, versionId),
  );
  await s3.files.remove(deleted.dropped);
  return deleted;
}

export const deleteObject: S3Action = async (s3, request) => {
  const { versionId, isMarker } = await deleteOne(s3, request, request.query.get('versionId'));
  const marker: Record<string, string> = isMarker ? { 'x-amz-delete-marker': 'true' } : {};
  return { status: 204, headers: { ...marker, ...versionHeader(versionId) } };
};

const named = z.object({ Key: z.string().min(1), VersionId: z.string().optional() });
const deletion = z.object({
  Object: z.union([named, z.array(named).max(MOST_KEYS)]),
  Quiet: z.enum(['true', 'false']).optional(),
});

type Outcome = { readonly failed: boolean; readonly entry: Children };

async function outcomeOf(s3: S3, request: S3Request, { Key, VersionId }: z.infer<typeof named>): Promise<Outcome> {
  try {
    const { versionId, isMarker } = await deleteOne(s3, { ...request, key: Key }, VersionId ?? null);
    const marker = isMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {};
    return { failed: false, entry: { Key, VersionId, ...marker } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: true, entry: { Key, VersionId, Code: error.code, Message: error.message } };
  }
}

export const deleteObjects: S3Action = async (s3, request) => {
  const asked = parseXmlBody(request.body, 'Delete', deletion);
  const objects = [asked.Object].flat();
  if (objects.length === 0) throw malformedXml('Delete');
  const outcomes: Outcome[] = [];
  for (const object of objects) outcomes.push(await outcomeOf(s3, request, object));
  const entries = (failed: boolean): Children[] =>
    outcomes.filter((outcome) => outcome.failed === failed).map(({ entry }) => entry);
  return answerXml('DeleteResult', {
    Deleted: asked.Quiet === 'true' ? undefined : entries(false),
    Error: entries(true),
  });
};
