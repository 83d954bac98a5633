/** A problem of this machine that a person can mend; `message` is one sentence that says what is wrong and what to do. */
export class LocalRunError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LocalRunError';
  }
}
