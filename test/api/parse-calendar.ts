import { expect } from 'vitest';

const plain = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_, char: string) => (/n/i.test(char) ? '\n' : char));

/**
 * The properties of an iCalendar file (RFC 5545) with one event. Lines must end in CRLF and have at most 75 octets; blocks
 * must be nested as they were opened; no property stands twice.
 */
export function parseCalendar(text: string): Record<string, string> {
  const raw = text.replace(/\r\n$/, '').split('\r\n');
  for (const line of raw) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
  }
  const open: string[] = [];
  const found: Record<string, string> = {};
  for (const line of raw.join('\r\n').replaceAll('\r\n ', '').split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    expect(name).not.toBe('');
    if (name === 'BEGIN') open.push(value);
    else if (name === 'END') expect(open.pop()).toBe(value);
    else {
      expect(found).not.toHaveProperty([name]);
      found[name] = plain(value);
    }
  }
  expect(open).toEqual([]);
  return found;
}
