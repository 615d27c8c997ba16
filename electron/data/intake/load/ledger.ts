import type { ImportCounts, ImportReport, RejectReasonView, RejectRow } from '#shared/contract/intake.ts';
import type { Outcome } from './target.ts';

/** Rejects that a report shows; all of them are kept. */
export const SHOWN_REJECTS = 100;

/** What became of every row: read = accepted + unchanged + superseded + held + rejected. */
export class Ledger {
  #accepted = 0;
  #unchanged = 0;
  #superseded = 0;
  #held = 0;
  #rejected = 0;
  readonly #reasons = new Map<string, { readonly code: string; readonly field: string | null; count: number }>();
  readonly #shown: RejectRow[] = [];

  get read(): number {
    return this.#accepted + this.#unchanged + this.#superseded + this.#held + this.#rejected;
  }

  count(outcome: Outcome): void {
    if (outcome === 'accepted') this.#accepted += 1;
    else if (outcome === 'unchanged') this.#unchanged += 1;
    else if (outcome === 'superseded') this.#superseded += 1;
    else this.#held += 1;
  }

  /** @param cells as they may be shown; null where they need not be */
  reject(rowNo: number, reasons: readonly RejectReasonView[], cells: readonly string[] | null): void {
    this.#rejected += 1;
    for (const { code, field } of reasons) {
      const key = `${code}:${field ?? ''}`;
      const known = this.#reasons.get(key) ?? { code, field, count: 0 };
      known.count += 1;
      this.#reasons.set(key, known);
    }
    if (cells !== null) this.#shown.push({ rowNo, cells, reasons });
  }

  counts(): ImportCounts {
    return { read: this.read, accepted: this.#accepted, unchanged: this.#unchanged, superseded: this.#superseded, held: this.#held, rejected: this.#rejected };
  }

  /** Most frequent reasons first. */
  reasons(): ImportReport['reasons'] {
    return [...this.#reasons.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }

  rejects(): readonly RejectRow[] {
    return this.#shown;
  }
}
