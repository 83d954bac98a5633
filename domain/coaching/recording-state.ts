export const recordingTypes = ['audio/ogg', 'audio/mp4', 'audio/webm', 'video/mp4', 'video/webm'] as const;
export const recordingStates = ['uploading', 'complete'] as const;
/** Parts of at most 4 MiB: eight hours of ordinary video. */
export const partsAtMost = 2_000;
