import type { RunningInstance } from '#/local/run/instance.ts';
import type { DemoPerson } from '#/local/run/instance-entry.ts';

/** Placeholder seam while the API comes to be. */
export async function prepareDemo(_running: RunningInstance, _say: (text: string) => void): Promise<DemoPerson[]> {
  return [];
}
