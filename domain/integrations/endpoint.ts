/** Names that never lead out into the Internet (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and common practice). */
const privateNames = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home.arpa', 'arpa', 'alt', 'onion'];

const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);
const isPrivateName = (host: string): boolean =>
  privateNames.some((name) => host === name || host.endsWith(`.${name}`));

/**
 * Whether a URL can be the endpoint of an integration: https on its own port, a public name and no address, no credentials,
 * no fragment. The URL parser writes addresses in one way, so their decimal, octal and hexadecimal forms are seen, too.
 * Where the name leads is looked at again each time before anything is sent.
 */
export function isEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hostname, port, hash } = new URL(value);
  const host = hostname.replace(/\.$/, '');
  const isPlain = username === '' && password === '' && port === '' && hash === '';
  return protocol === 'https:' && isPlain && host.includes('.') && !isAddress(host) && !isPrivateName(host);
}
