import { describe, expect, it } from 'vitest';
import { isEndpoint } from '#/domain/integrations/endpoint.ts';

describe('IN3: the endpoint of an integration', () => {
  it.each([
    'https://hooks.tool.example/in',
    'https://tool.example',
    'https://tool.example:443/a?b=c',
    'https://tool.example./',
  ])('can be %s', (url) => {
    expect(isEndpoint(url)).toBe(true);
  });

  it.each([
    'http://tool.example/in',
    'ftp://tool.example/in',
    'https://tool.example:8443/in',
    'https://tool.example:80/in',
    'https://user@tool.example/',
    `https://${'user:word'}@tool.example/`,
    'https://tool.example/#part',
    'https://tool/',
    'https://localhost/',
    'https://localhost./',
    'https://api.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://router.home.arpa/',
    'https://hidden.onion/',
    'https://127.0.0.1/',
    'https://8.8.8.8/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://①②⑦.⓪.⓪.①/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[2001:4860:4860::8888]/',
    'https://',
    'hooks.tool.example',
    '',
  ])('cannot be %s', (url) => {
    expect(isEndpoint(url)).toBe(false);
  });
});
