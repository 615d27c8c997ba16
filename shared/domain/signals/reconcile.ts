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
  /** False while the data no longer says so. */
  readonly supported: boolean;
}

export interface Reconciled<F extends Finding> {
  readonly raise: readonly F[];
  /** Open signals of which the data now says something else (or says so again). */
  readonly update: readonly { readonly id: number; readonly finding: F }[];
  /** Open signals that the data no longer bears out: a batch was taken back, or a row was corrected. */
  readonly unsupported: readonly number[];
}

/**
 * Holds what was found against what was raised before. A finding whose days overlap those of a signal about the same subject is the
 * same matter: it never raises a second one. Signals that begin before `from` were not looked at and are left alone.
 */
export function reconcile<F extends Finding>(found: readonly F[], raised: readonly Raised[], from: string): Reconciled<F> {
  const bySubject = new Map<string, Raised[]>();
  for (const one of raised) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one]);
  const raise: F[] = [];
  const update = new Map<number, F>();
  const seen = new Set<number>();
  for (const finding of found) {
    const same = (bySubject.get(finding.subject) ?? []).filter((one) => one.from <= finding.to && finding.from <= one.to);
    if (same.length === 0) raise.push(finding);
    for (const one of same) {
      // The first finding of its days speaks for a signal.
      if (!seen.has(one.id) && one.open && differs(one, finding)) update.set(one.id, finding);
      seen.add(one.id);
    }
  }
  return {
    raise,
    update: [...update].map(([id, finding]) => ({ id, finding })),
    unsupported: raised.filter((one) => one.open && one.supported && one.from >= from && !seen.has(one.id)).map(({ id }) => id),
  };
}

function differs(one: Raised, finding: Finding): boolean {
  return !one.supported || one.figure !== finding.figure || one.base !== finding.base || one.to !== finding.to;
}
