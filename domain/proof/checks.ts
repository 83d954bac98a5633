/** What a document is checked with; the domain itself computes no hashes and holds no keys. */
export type Checks = {
  /** Whether the ES256 signature (base64url of r and s) over the UTF-8 bytes of a text is by the key of that id. */
  readonly verify: (keyId: string, text: string, signature: string) => boolean | 'unknown-key';
  /** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. */
  readonly sha256: (text: string) => string;
};
