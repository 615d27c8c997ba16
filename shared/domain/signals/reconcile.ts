import { addDays } from '#shared/domain/supply/index.ts';
import type { Finding } from './finding.ts';

/** A signal that was raised before, of the same rule and subject, as far as the comparison needs it. */
export interface Raised {
  readonly id: number;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly figure: string;
  readonly base: string | null;
  /** False once somebody closed it or called it false: then it stays as it is. */
  readonly open: boolean;
  /** The follow-up is still to be done. */
  readonly due: boolean;
  /** False while the data no longer says so. */
  readonly supported: boolean;
}

export interface Reconciled<F extends Finding> {
  readonly raise: readonly F[];
  /** Open signals of which the data now says more (`grown`), says so again, or says that the follow-up was done. */
  readonly update: readonly { readonly id: number; readonly finding: F; readonly grown: boolean }[];
  /** Open signals that the data no longer bears out: a batch was taken back, or a row was corrected. */
  readonly unsupported: readonly number[];
}

/**
 * Holds what was found against what was raised before. A finding whose days overlap those of a signal about the same subject is the
 * same matter: it never raises a second one, it makes the open one grow. Where the matter goes on after its signal has ended, what is
 * new since is raised again. Signals that begin before `from` were not looked at as a whole and are left alone.
 *
 * @param figured a finding over fewer rows, with all that follows from their number
 */
export function reconcile<F extends Finding>(found: readonly F[], raised: readonly Raised[], from: string, figured: (finding: F) => F): Reconciled<F> {
  const bySubject = new Map<string, Raised[]>();
  for (const one of raised) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one]);
  const raise: F[] = [];
  const update = new Map<number, { readonly finding: F; readonly grown: boolean }>();
  const seen = new Set<number>();
  for (const finding of found) {
    const same = (bySubject.get(finding.subject) ?? []).filter((one) => overlap(one, finding));
    const current = sinceEnded(finding, same.filter(({ open }) => !open), figured);
    const open = same.filter((one) => one.open && (current === null || overlap(one, current)));
    if (current !== null && open.length === 0) raise.push(current);
    for (const one of open) {
      // The first finding of its days speaks for a signal.
      if (!seen.has(one.id) && current !== null) {
        const grown = tellsMore(one, current);
        if (grown || (one.due && current.done === true)) update.set(one.id, { finding: current, grown });
      }
      seen.add(one.id);
    }
  }
  return {
    raise,
    update: [...update].map(([id, change]) => ({ id, ...change })),
    unsupported: raised.filter((one) => one.open && one.supported && one.from >= from && !seen.has(one.id)).map(({ id }) => id),
  };
}

function overlap(one: Pick<Raised, 'from' | 'to'>, other: Pick<Raised, 'from' | 'to'>): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** What is left of a finding after the signals that ended: null where they told all of it. */
function sinceEnded<F extends Finding>(finding: F, ended: readonly Raised[], figured: (finding: F) => F): F | null {
  const last = ended.map(({ to }) => to).sort().at(-1);
  if (last === undefined) return finding;
  const rows = (finding.rows ?? []).filter(({ day }) => day > last);
  if (!rows.some(({ tells }) => tells)) return null;
  const from = addDays(last, 1);
  return figured({ ...finding, window: from, from, figure: String(rows.length), rows });
}

/** A finding that begins later than its signal may have been cut by how far back was looked: it counts only where it ends later. */
function tellsMore(one: Raised, finding: Finding): boolean {
  if (!one.supported || finding.to > one.to) return true;
  return finding.from <= one.from && (one.figure !== finding.figure || one.base !== finding.base || one.to !== finding.to);
}
