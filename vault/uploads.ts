/** The name of an upload in its bucket: one part, as sealed objects have them, so that it is deleted as they are. */
export const uploadName = (importId: string): string => `${importId}/upload`;
