/** The only credentials of a local run. They open nothing elsewhere; presigned URLs are signed with them. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;
