import { generateKeyPairSync, randomBytes } from 'node:crypto';

export type KeyUsage = 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC' | 'SIGN_VERIFY';
export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_256' | 'ECC_NIST_P256';

type SpecFacts = {
  usage: KeyUsage;
  /** The member of KeyMetadata that lists the algorithms, and the list. */
  algorithms: Record<string, readonly string[]>;
  /** New secret material: raw bytes, or a PKCS #8 private key in DER. */
  generate(): Buffer;
};

/** The key specs that the local KMS has. RSA, SM2 and the other curves are not called by anything here. */
export const KEY_SPECS: Record<KeySpec, SpecFacts> = {
  SYMMETRIC_DEFAULT: {
    usage: 'ENCRYPT_DECRYPT',
    algorithms: { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] },
    generate: () => randomBytes(32),
  },
  HMAC_256: {
    usage: 'GENERATE_VERIFY_MAC',
    algorithms: { MacAlgorithms: ['HMAC_SHA_256'] },
    generate: () => randomBytes(32),
  },
  ECC_NIST_P256: {
    usage: 'SIGN_VERIFY',
    algorithms: { SigningAlgorithms: ['ECDSA_SHA_256'] },
    generate: () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return privateKey.export({ type: 'pkcs8', format: 'der' });
    },
  },
};
