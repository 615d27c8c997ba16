import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';

/**
 * The statements of an undo. Words: the batch that is taken back is X. Versions of one key follow each other, each closed
 * by the batch that brought the next (`superseded_by`); a version that other batches brought again unchanged has witnesses.
 */
export function undoStatements(category: CategoryDescriptor): {
  readonly prepare: string;
  readonly forgetWitness: string;
  readonly lastOfBatch: string;
  readonly links: string;
  readonly handOver: string;
  readonly resolveLinks: string;
  readonly leaveMonths: string;
  readonly remove: string;
  readonly relink: string;
  readonly joinMonths: string;
  readonly sweepMonths: string;
  readonly drop: string;
} {
  const table = `"${tableName(category)}"`;
  const keys = category.key.map((id) => `"${id}"`);
  const list = keys.join(', ');
  const same = keys.map((key) => `p.${key} = n.${key}`).join(' AND ');
  const place = "'" + category.id + "', coalesce(substr(n_date, 1, 7), ''), coalesce(n_town, ''), coalesce(n_department, '')";
  const months = (count: string, where: string): string =>
    `INSERT INTO monthly (category, month, town, department, row_count) SELECT ${place}, ${count} FROM ${table} WHERE ${where} GROUP BY 2, 3, 4
     ON CONFLICT DO UPDATE SET row_count = row_count + excluded.row_count`;
  return {
    forgetWitness: 'DELETE FROM witness WHERE batch_id = $x',
    // X's last word on each key: the one version of X that X itself did not close.
    prepare: `CREATE TEMP TABLE undo_last (${list}, row_id, PRIMARY KEY (${list})) WITHOUT ROWID;
      CREATE TEMP TABLE undo_link (row_id INTEGER PRIMARY KEY, next_id INTEGER NOT NULL, closed_by INTEGER);`,
    lastOfBatch: `INSERT INTO temp.undo_last SELECT ${list}, row_id FROM ${table} WHERE batch_id = $x AND superseded_by IS NOT $x`,
    // Versions of other batches that X closed, each with the version that came after it.
    links: `INSERT INTO temp.undo_link SELECT p.row_id, n.row_id, NULL FROM ${table} p JOIN temp.undo_last n ON ${same} WHERE p.superseded_by = $x AND p.batch_id <> $x`,
    handOver: `UPDATE ${table} SET batch_id = $w, row_no = (SELECT row_no FROM witness WHERE batch_id = $w AND row_id = ${table}.row_id)
      WHERE batch_id = $x AND EXISTS (SELECT 1 FROM witness WHERE batch_id = $w AND row_id = ${table}.row_id)`,
    // What closes the version before now: the witness the next one went over to, or what closed the next one.
    resolveLinks: `UPDATE temp.undo_link SET closed_by =
      (SELECT CASE WHEN n.batch_id = $x THEN n.superseded_by ELSE n.batch_id END FROM ${table} n WHERE n.row_id = undo_link.next_id)`,
    leaveMonths: months('-count(*)', 'batch_id = $x AND superseded_by IS NULL'),
    remove: `DELETE FROM ${table} WHERE batch_id = $x`,
    relink: `UPDATE ${table} SET superseded_by = l.closed_by FROM temp.undo_link l WHERE l.row_id = ${table}.row_id`,
    joinMonths: months('count(*)', 'row_id IN (SELECT row_id FROM temp.undo_link WHERE closed_by IS NULL)'),
    sweepMonths: `DELETE FROM monthly WHERE category = '${category.id}' AND row_count = 0`,
    drop: 'DROP TABLE IF EXISTS temp.undo_last; DROP TABLE IF EXISTS temp.undo_link;',
  };
}

/** Counts what {@link undoStatements} would do, without doing it, to rows that are not among `$contested` (JSON of row ids). */
export function previewStatements(category: CategoryDescriptor): { readonly removed: string; readonly restored: string } {
  const table = `"${tableName(category)}"`;
  const same = category.key.map((id) => `n."${id}" = p."${id}"`).join(' AND ');
  const unshared = (row: string): string => `NOT EXISTS (SELECT 1 FROM witness w WHERE w.row_id = ${row}.row_id AND w.batch_id IN
    (SELECT id FROM batch WHERE category = '${category.id}' AND state = 'committed' AND id > $x))`;
  const uncontested = (row: string): string => `${row}.row_id NOT IN (SELECT value FROM json_each($contested))`;
  return {
    removed: `SELECT count(*) FROM ${table} n WHERE n.batch_id = $x AND ${unshared('n')} AND ${uncontested('n')}`,
    restored: `SELECT count(*) FROM ${table} p JOIN ${table} n ON n.superseded_by IS NULL AND ${same}
      WHERE p.superseded_by = $x AND p.batch_id <> $x AND n.batch_id = $x AND ${unshared('n')} AND ${uncontested('n')}`,
  };
}
