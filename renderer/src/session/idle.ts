/** Instants in milliseconds. */
export interface IdleInput {
  readonly now: number;
  readonly lastCall: number;
  readonly lastActivity: number;
  /** Seconds without a call after which the data process ends the session. */
  readonly idleSeconds: number;
}

/**
 * `touch`: someone was active since the last call and a quarter of the time has gone, so tell the data process.
 * `warnSeconds`: seconds left once less than a minute (or a quarter of a short limit) is left; else null.
 * `over`: the time is up; asking the data process says so.
 */
export function idleState({ now, lastCall, lastActivity, idleSeconds }: IdleInput): { touch: boolean; warnSeconds: number | null; over: boolean } {
  const sinceCall = (now - lastCall) / 1000;
  const left = idleSeconds - sinceCall;
  const warnBelow = Math.min(60, idleSeconds / 4);
  return {
    touch: left > 0 && lastActivity > lastCall && sinceCall > idleSeconds / 4,
    warnSeconds: left > 0 && left <= warnBelow ? Math.ceil(left) : null,
    over: left <= 0,
  };
}
