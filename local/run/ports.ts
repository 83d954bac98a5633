import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export type Ports = { readonly api: number; readonly aws: number };

const PORTS_BETWEEN_INSTANCES = 10;

/** Distinct free ports: all are taken at once before any is given back. */
async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return ports;
}

/**
 * The ports of every instance, known before any starts, since each tells of its siblings. From a base: the first instance
 * has base (API) and base + 1 (AWS), the next ones ten further on. Without a base (0): free ones.
 */
export async function portsOf(ids: readonly string[], base: number): Promise<Record<string, Ports>> {
  const free = base === 0 ? await freePorts(ids.length * 2) : [];
  const entries = ids.map((id, index) => {
    const first = base + index * PORTS_BETWEEN_INSTANCES;
    const ports =
      base === 0 ? { api: free[index * 2] ?? 0, aws: free[index * 2 + 1] ?? 0 } : { api: first, aws: first + 1 };
    return [id, ports];
  });
  return Object.fromEntries(entries);
}
