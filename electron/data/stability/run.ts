import { promisify } from 'node:util';
import { constants, deflate, inflate, type ZlibOptions } from 'node:zlib';
import { definitionSchema, type IndexDefinition, type IndexInputs, type IndexResult, type LevelResult, type PlaceResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { PlaceRow, RunRow } from './run-repository.ts';

const squeeze = promisify<string, ZlibOptions, Buffer>(deflate);
const expand = promisify(inflate);

/** A result as it is kept: what is of the whole, and three parts of every place that screens ask for apart. */
export type Header = Omit<IndexResult, 'levels'> & { readonly levels: readonly Omit<LevelResult, 'places'>[] };
export type Detail = Pick<PlaceResult, 'groups' | 'indicators' | 'deductions' | 'vetoes' | 'capped'> & { readonly losses: readonly { readonly lost: string | null; readonly rank: number | null }[] };
export type Ranking = Omit<PlaceResult, 'groups' | 'indicators' | 'deductions' | 'vetoes' | 'trend' | 'capped' | 'dimensions'> & {
  readonly dimensions: readonly Omit<PlaceResult['dimensions'][number], 'lost' | 'rank'>[];
};
export type Trend = PlaceResult['trend'];

/** Takes a result apart. The parts are canonical JSON, so that putting them together again gives the bytes that were hashed. */
export function takeApart(run: string, result: IndexResult): { readonly header: string; readonly places: PlaceRow[] } {
  const { levels, ...rest } = result;
  const header: Header = { ...rest, levels: levels.map(({ places: _, ...level }) => level) };
  const places = levels.flatMap(({ level, places: of }) =>
    of.map((place, position): PlaceRow => {
      const { groups, indicators, deductions, vetoes, trend, capped, dimensions, ...ranked } = place;
      const ranking: Ranking = { ...ranked, dimensions: dimensions.map(({ lost: _lost, rank: _rank, ...dimension }) => dimension) };
      const detail: Detail = { groups, indicators, deductions, vetoes, capped, losses: dimensions.map(({ lost, rank }) => ({ lost, rank })) };
      return { run_id: run, level, place: place.place, position, ranking: canonicalJson(ranking), detail: canonicalJson(detail), trend: canonicalJson(trend) };
    }),
  );
  return { header: canonicalJson(header), places };
}

/** The whole result again; its canonical JSON is what result_hash is of. */
export function putTogether(run: Pick<RunRow, 'header'>, rows: readonly PlaceRow[]): IndexResult {
  const { levels, ...rest } = headerOf(run);
  return { ...rest, levels: levels.map((level) => ({ ...level, places: rows.filter((row) => row.level === level.level).map(placeOfRow) })) };
}

export function placeOfRow(row: PlaceRow): PlaceResult {
  const [ranking, { losses, ...detail }] = [rankingOf(row.ranking), detailOf(row.detail)];
  return { ...ranking, ...detail, trend: trendOf(row.trend), dimensions: ranking.dimensions.map((dimension, d) => ({ ...dimension, lost: losses[d]?.lost ?? null, rank: losses[d]?.rank ?? null })) };
}

// What this room wrote, in a table that only it writes.
export const headerOf = ({ header }: Pick<RunRow, 'header'>): Header => read(header) as Header;
export const rankingOf = (text: string): Ranking => read(text) as Ranking;
export const detailOf = (text: string): Detail => read(text) as Detail;
export const trendOf = (text: string): Trend => read(text) as Trend;

/** The definition that a run was computed by, whatever ships today. */
export function definitionOfRun({ definition }: Pick<RunRow, 'definition'>): IndexDefinition {
  return definitionSchema.parse(read(definition));
}

/** Quickly rather than tightly: a tenth of the time for two fifths more space. */
export async function packInputs(text: string): Promise<Uint8Array> {
  return squeeze(text, { level: constants.Z_BEST_SPEED });
}

/** @throws AppError STORE_CORRUPT */
export async function unpackInputs(packed: Uint8Array): Promise<{ readonly text: string; readonly inputs: IndexInputs }> {
  try {
    const text = (await expand(packed)).toString('utf8');
    return { text, inputs: JSON.parse(text) as IndexInputs };
  } catch (cause) {
    throw corrupt(cause);
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt(cause);
  }
}

function corrupt(cause: unknown): AppError {
  return new AppError('STORE_CORRUPT', 'A kept text of the index cannot be read.', { finding: String(cause).slice(0, 500) }, { cause });
}
