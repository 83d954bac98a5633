import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** DER, as far as a certificate needs it. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const commonName = objectId('550403');
const subjectAltName = objectId('551d11');
const basicConstraints = objectId('551d13');
const yes = Buffer.from([0x01, 0x01, 0xff]);

/** What is signed: version 3, valid whatever the clock of a test says. */
function unsigned(host: string, publicKey: KeyObject): Buffer {
  const name = sequence(der(0x31, sequence(commonName, text(0x0c, host))));
  const validity = sequence(text(0x17, '000101000000Z'), text(0x17, '491231235959Z'));
  const names = sequence(subjectAltName, der(0x04, sequence(text(0x82, host))));
  const isAuthority = sequence(basicConstraints, yes, der(0x04, sequence(yes)));
  const serial = der(0x02, Buffer.from([1]), randomBytes(8));
  return sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    serial,
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(names, isAuthority)),
  );
}

/** A certificate for one host that nobody but its holder has signed, with its key: both PEM. */
export function selfSigned(host: string): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = unsigned(host, publicKey);
  const signature = sign('sha256', content, privateKey);
  const certificate = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  return { cert, key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}
