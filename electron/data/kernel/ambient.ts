/** Time, handed in so that tests and recomputations can fix it. */
export interface Clock {
  now(): Date;
}

/** Fresh identifiers, handed in for the same reason. */
export interface Ids {
  next(): string;
}

export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>) => void;
