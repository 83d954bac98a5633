/**
 * What the register says of an integration. `draft` until a privacy champion has signed; `announced` when people have been
 * told; `suspended` until it is signed again. It becomes active by itself when the time to object has passed.
 */
export const integrationStates = ['draft', 'signed', 'announced', 'suspended'] as const;
export const suspensions = ['organization', 'unacknowledged'] as const;
/** `service` makes coaching work better for the person; `commercial` serves the vendor as well, and stops at an opt-out signal. */
export const purposeClasses = ['service', 'commercial'] as const;
/** What a person has decided about an integration. */
export const connectionStates = ['connected', 'disconnected', 'objected'] as const;
