/**
 * Whoever makes insights: text in, text out. No voice and no picture, so that nothing can infer emotions from them
 * (Regulation (EU) 2024/1689, Art. 5(1)(f)). A provider gets no ids, keeps nothing and trains on nothing.
 */
export type InsightProvider = {
  /** Name and version, as people read it in the record of how their data was used: letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /** The texts stand in their order in time. May fail; the caller then answers that it is unavailable. */
  summarise(texts: readonly string[]): Promise<string>;
};
