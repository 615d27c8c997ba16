/** Messages of the tools go to stderr, so that a task's own answer on stdout stays clean. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A failure the person at the terminal can act on: shown as its sentence, without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** "196 MB": decimal megabytes, as download pages give them. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** "4.2 s" or "3 min 05 s". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Shows how far a download is: one line that rewrites itself on a terminal, otherwise a line every
 * tenth part. `total` is in bytes; null where the sender does not say.
 */
export function progress(label: string, total: number | null): (done: number) => void {
  let shown = -1;
  return (done) => {
    const percent = total === null || total === 0 ? null : Math.floor((done / total) * 100);
    const mark = percent === null ? Math.floor(done / 10_000_000) : process.stderr.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (mark === shown) return;
    shown = mark;
    const text = `${label}: ${percent === null ? megabytes(done) : `${String(percent)} % of ${megabytes(total ?? 0)}`}`;
    if (process.stderr.isTTY) process.stderr.write(`\r${text}${percent === 100 ? '\n' : ''}`);
    else say(`  ${text}`);
  };
}
