/** Work under way, each piece by a key: nothing is done twice at a time. */
export type Work = {
  /** Begins, unless a piece with this key is under way; answers whether it began. */
  begin(key: string, piece: () => Promise<void>): boolean;
  /** Resolves when all that is under way now has ended, however. */
  ended(): Promise<void>;
  isIdle(): boolean;
};

/** `onEnd` is called after each piece with its key. Pieces do not reject: what they throw is a defect, and surfaces. */
export function openWork(onEnd: (key: string) => void): Work {
  const underWay = new Map<string, Promise<void>>();
  return {
    begin(key, piece) {
      if (underWay.has(key)) return false;
      const done = piece().finally(() => {
        underWay.delete(key);
        onEnd(key);
      });
      underWay.set(key, done);
      return true;
    },
    ended: async () => void (await Promise.allSettled(underWay.values())),
    isIdle: () => underWay.size === 0,
  };
}
