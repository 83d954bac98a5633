/** `records` are the person's own; `authored` is what they wrote about others, and may read. */
export type Folder = 'records' | 'authored';

/** What the files of a copy are called. Nothing of a person is in a name but ids. */
export const recordsName = (folder: Folder, entity: string, part: number, form: 'json' | 'csv'): string =>
  `${folder}/${entity}${part > 1 ? `-${part}` : ''}.${form}`;

export const schemaName = (entity: string): string => `schemas/${entity}.schema.json`;

const endings: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

export const objectName = (entity: string, recordId: string, mediaType: unknown): string =>
  `objects/${entity}/${recordId}.${endings[String(mediaType)] ?? 'bin'}`;

export const manifestName = 'manifest.json';
export const summaryName = 'summary.html';

const records: Readonly<Record<Folder, RegExp>> = {
  records: /^records\/([a-z_]{1,40})(?:-\d{1,6})?\.json$/,
  authored: /^authored\/([a-z_]{1,40})(?:-\d{1,6})?\.json$/,
};

/** The entity whose records a file holds; undefined for every other file. */
export const recordsIn = (name: string, folder: Folder = 'records'): string | undefined =>
  records[folder].exec(name)?.[1];
