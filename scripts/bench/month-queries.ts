import { z } from 'zod';
import { computeMonth } from '#data/stability/index.ts';
import { ACTOR, openCore } from './core.ts';
import { MONTH } from './month.ts';

/** A query of the index as the program asks it, over all rows instead of a piece of them, in words that DuckDB takes as well. */
export interface HeardQuery {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

const values = z.array(z.union([z.string(), z.number()]));
const PIECE = ' AND t.row_id > ? AND t.row_id <= ?';
/** Which rows of the other category a piece needs: all of them where it is no piece. */
const OF_PIECE = / AND "v"\."\w+" IN \(SELECT "t"\."\w+" FROM "\w+" AS t WHERE t\.superseded_by IS NULL\)/gu;

/** What the first reading of the index asks, heard on a store that never computed it. */
export async function hearQueries(storePath: string): Promise<HeardQuery[]> {
  const core = await openCore(storePath);
  const { raw } = core.context.store;
  const heard = new Map<string, HeardQuery>();
  const prepare = raw.prepare.bind(raw);
  raw.prepare = ((text: string) => {
    const statement = prepare(text);
    const all = statement.all.bind(statement);
    statement.all = (...given: unknown[]) => {
      if (text.includes(PIECE)) heard.set(text, whole(text, values.parse(given[0])));
      return all(...given);
    };
    return statement;
  }) as typeof raw.prepare;
  await computeMonth(core.contextFor(ACTOR), 'town', MONTH);
  await core.close();
  return [...heard.values()];
}

/** Without the limits of the piece; a text where SQLite takes a number for one. */
function whole(text: string, given: readonly (string | number)[]): HeardQuery {
  let left = text;
  const rest = [...given];
  for (let at = left.indexOf(PIECE); at >= 0; at = left.indexOf(PIECE)) {
    rest.splice(left.slice(0, at).split('?').length - 1, 2);
    left = left.slice(0, at) + left.slice(at + PIECE.length);
  }
  return { text: left.replaceAll(OF_PIECE, '').replaceAll(', 0) AS INTEGER)', ", '0') AS INTEGER)"), values: rest };
}
