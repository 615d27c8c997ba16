import type { Generated } from 'kysely';

/** Row types of what sources say against each other. */
export interface ContradictionTables {
  /** A key of which sources say different things; record_key is the JSON array of its values. */
  contradiction: { id: Generated<number>; category: string; record_key: string; state: string; judged_by: string | null; last_batch: number };
  /** Its versions in the category's table; held = it never held because another source did. */
  contradiction_row: { category: string; row_id: number; contradiction_id: number; held: number };
  /** Whose word was decided to hold; refused is the JSON of the words decided against; batch_id brought the word in, null where it stood already. */
  contradiction_decision: { id: Generated<number>; contradiction_id: number; at: string; by: string; reason: string; sender: string; refused: string; batch_id: number | null };
}
