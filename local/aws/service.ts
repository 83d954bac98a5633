/** One AWS JSON-protocol service of the local endpoint. `action` is the part after the dot of X-Amz-Target. */
export type AwsService = {
  /** e.g. 'AWSCognitoIdentityProviderService' */
  targetPrefix: string;
  call(action: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
};

/** Becomes AWS's own error shape: HTTP status, `{"__type": code, "message": message}` and the x-amzn-errortype header. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}
