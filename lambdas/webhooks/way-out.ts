import { lookup } from 'node:dns/promises';
import { runtime, type WayOut } from '#/lambdas/platform/runtime.ts';
import { isPublicAddress } from './addresses.ts';

/** Public addresses on the port of https, asked for anew each time. */
const publicInternet: WayOut = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  port: 443,
};

export const wayOut = (): WayOut => runtime.wayOut ?? publicInternet;
