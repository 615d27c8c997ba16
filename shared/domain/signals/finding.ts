/** One row that counts, of one subject. */
export interface Occurrence {
  readonly subject: string;
  /** ISO day. */
  readonly day: string;
  readonly row: number;
}

/** What one subject counts in one period. */
export interface Tally {
  readonly subject: string;
  readonly period: string;
  /** Rows, different values, or the sum in the field's stated unit: exact decimal text. */
  readonly figure: string;
  /** Rows that the share is of; as many as counted elsewhere. */
  readonly rows: number;
}

/** What a rule finds about one subject over one stretch of days, before anybody is told. */
export interface Finding {
  readonly subject: string;
  /** Names the window; the same data gives the same name. */
  readonly window: string;
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
  /** Exact decimal text: rows, months in a row, a share 0..1, a sum. */
  readonly figure: string;
  /** What it was compared with; null where the rule compares with a fixed number. */
  readonly base: string | null;
  /**
   * Days of the rows behind it, in order, where the matter can go on after its signal has ended: `tells` marks those that complete
   * what the rule looks for.
   */
  readonly rows?: readonly FoundRow[];
  /** The data itself says that the follow-up was done. */
  readonly done?: boolean;
}

export interface FoundRow {
  readonly day: string;
  readonly tells: boolean;
}
