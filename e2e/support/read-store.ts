import Database from 'better-sqlite3';

/** Looks into the store with plain SQL of its own, independent of the program's repositories. */
export function query(storePath: string, sql: string, ...parameters: unknown[]): Record<string, unknown>[] {
  const raw = new Database(storePath, { readonly: true, fileMustExist: true });
  try {
    return raw.prepare(sql).all(...parameters) as Record<string, unknown>[];
  } finally {
    raw.close();
  }
}

export function value(storePath: string, sql: string, ...parameters: unknown[]): unknown {
  const [row] = query(storePath, sql, ...parameters);
  return row === undefined ? undefined : Object.values(row)[0];
}
