/** The scope the sign-in trigger adds to access tokens, and that every operation asks for. */
export const apiScope = 'coachvault/api';
/** Suppressed on the API's clients, so that a stolen token cannot change the owner's factors. */
export const selfServiceScope = 'aws.cognito.signin.user.admin';
/** The claim that names, separated by spaces, the organisations whose epochs decide over a token. */
export const organizationsClaim = 'coachvault_organizations';
/** Every pool has two app clients: one whose tokens the API takes, one whose tokens manage the owner's factors. */
export const apiClientName = 'api';
export const factorsClientName = 'factors';
