/** Requests a second on average, and how many may come at once. */
export type ThrottleLimits = { readonly rate: number; readonly burst: number };

/** A token bucket, as API Gateway's stage throttling: answers whether the next request may pass. `now` in epoch ms. */
export function createThrottle({ rate, burst }: ThrottleLimits, now: () => number): () => boolean {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const moment = now();
    tokens = Math.min(burst, tokens + (Math.max(0, moment - filledAt) / 1000) * rate);
    filledAt = moment;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
