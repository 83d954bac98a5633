/** Why a copy is not taken back: any of these refuses all of it. */
export const importFaults = [
  'not_uploaded',
  'not_a_zip',
  'too_many_files',
  'no_manifest',
  'manifest_not_ours',
  'another_instance',
  'another_person',
  'missing',
  'unlisted',
  'wrong_hash',
  'wrong_form',
  'foreign_id',
] as const;
export type ImportFault = (typeof importFaults)[number];

/** What is wrong, in which file, and at which record of it, counted from 1. */
export type Fault = { readonly file: string; readonly reason: ImportFault; readonly record?: number };

export const importStates = ['awaiting_upload', 'checking', 'completed', 'refused'] as const;

/** The files of a copy, and what stands for the upload as a whole and for files that are none of ours. */
export const reportedName =
  /^(?:upload|another file|manifest\.json|summary\.html|(?:records|authored|schemas|objects)\/[a-z_]{1,40}[A-Za-z0-9_./-]{0,80})$/;
export const reported = (name: string): string => (reportedName.test(name) ? name : 'another file');

/** Limits of an upload. */
export const uploadBytesAtMost = 256 * 1024 * 1024;
export const uploadMinutes = 15;
