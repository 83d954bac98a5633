/** The AWS account of everything on this machine. */
export const localAccount = '000000000000';
