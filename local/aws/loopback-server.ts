import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalRunError } from './local-run-error.ts';

const IDLE_CHECK_MS = 10;

/** Listens on 127.0.0.1 and answers the port, a free one for 0. Throws LocalRunError when it is taken. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new LocalRunError(
      `The port ${port} is taken: stop what uses it, or choose others with "npm start -- --port-base N".`,
    );
  }
  return (server.address() as AddressInfo).port;
}

/** Takes no new connection, lets requests under way finish for `graceMs`, then ends them. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  // Callers keep their connections: one whose request ends only now becomes idle, and would stay for all of the grace.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const force = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(force);
}
