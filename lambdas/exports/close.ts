import { jsonSchema } from '#/domain/api/openapi/schemas.ts';
import { canonical } from '#/domain/canonical.ts';
import { html } from '#/domain/documents/html.ts';
import { documentText, signedDocument, textToSign } from '#/domain/proof/signed-document.ts';
import { copiedEntities, copySchema } from '#/domain/rights/copy/contents.ts';
import { type CopyFacts, manifestOf } from '#/domain/rights/copy/manifest.ts';
import { manifestName, schemaName, summaryName } from '#/domain/rights/copy/names.ts';
import { summaryOf } from '#/domain/rights/copy/summary.ts';
import type { Signature } from '#/vault/signer.ts';
import { openFile, type WrittenFile } from './file.ts';
import { type Copying, copyKey, pieceOf } from './job.ts';
import { openSink } from './sink.ts';
import type { Written } from './write.ts';
import { directoryOf } from './zip.ts';

/** All that was written before the last files. */
export type Made = Omit<Written, 'next'>;

const schemaText = (entity: (typeof copiedEntities)[number]): string =>
  `${canonical({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: entity.name,
    type: 'array',
    items: jsonSchema(copySchema(entity), 'output'),
  })}\n`;

function write(name: string, text: string, emit: (bytes: Uint8Array) => void): WrittenFile {
  const file = openFile(name, 'packed', emit);
  file.write(text);
  return file.end();
}

const factsOf = (
  { vault, personId, requestId, asOf }: Copying,
  files: readonly WrittenFile[],
  made: Made,
): CopyFacts => ({
  instance: vault.instance,
  personId,
  requestId,
  asOf,
  files: files.map(({ copied }) => copied),
  withheld: made.withheld,
});

/** The schemas and the summary, behind everything that was written before. */
function describe(copying: Copying, made: Made, emit: (bytes: Uint8Array) => void): WrittenFile[] {
  const schemas = copiedEntities.map((entity) => write(schemaName(entity.name), schemaText(entity), emit));
  const summary = html(summaryOf(factsOf(copying, made.files, made)));
  return [...made.files, ...schemas, write(summaryName, summary, emit)];
}

const manifest = (copying: Copying, files: readonly WrittenFile[], made: Made) =>
  manifestOf(factsOf(copying, files, made));

/** Signs the manifest. A signature is never twice the same: it is made once, and kept by the step that calls this. */
export async function signManifest(copying: Copying, made: Made): Promise<Signature> {
  const files = describe(copying, made, () => undefined);
  return copying.vault.signer.sign(textToSign(manifest(copying, files, made)));
}

/** Writes the last files and the directory. Answers the bytes of each further piece. */
export async function closeCopy(copying: Copying, made: Made, { signature, signedWith }: Signature): Promise<number[]> {
  const sink = openSink(copying.vault, await copyKey(copying), pieceOf(copying, made.pieces.length + 1));
  const files = describe(copying, made, sink.write);
  const signed = signedDocument(manifest(copying, files, made), { keyId: signedWith, signature });
  const all = [...files, write(manifestName, documentText(signed), sink.write)];
  sink.write(directoryOf(all.map(({ entry }) => entry)));
  return sink.close();
}
