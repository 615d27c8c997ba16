import { fillMissing, type Frame } from './aggregate.ts';
import { byPlace, type IndicatorFigures, type Kind } from './figures.ts';
import { UNIT, type Fixed } from './fixed.ts';
import type { Source } from './source.ts';
import type { MonthScores } from './scoring.ts';
import { simulate, type Simulated, type Uncertainty } from './sensitivity.ts';

/** The uncertainty of a level, with the places that have a score in the order in which they were simulated. */
export interface LevelUncertainty extends Uncertainty {
  readonly order: readonly number[];
}

/** Simulates the scored places of a level in its last month. */
export function* simulateLevel(source: Source, frame: Frame, figures: readonly IndicatorFigures[], kind: Kind, month: number, scores: MonthScores | undefined): Generator<number, LevelUncertainty> {
  const { definition } = source;
  const order = (scores?.places ?? []).flatMap(({ final }, place) => (final === null ? [] : [place]));
  const ways = definition.sensitivity.normalisations.map((way) => {
    const columns = figures.map(({ scaled }) => scaled(way, kind, month));
    const standIns = columns.map(({ standIn }) => standIn);
    return byPlace(columns).map((own) => fillMissing(frame, own, standIns));
  });
  const places = order.map((place): Simulated => {
    const after = scores?.places[place]?.after;
    return { values: ways.map((filled) => Float64Array.from(filled[place] ?? [], toNumber)), deducted: Number(after?.deducted ?? 0n) / Number(UNIT), vetoed: after?.vetoed ?? false };
  });
  const uncertainty = yield* simulate(frame, places, definition);
  return { ...uncertainty, order };
}

function toNumber(value: Fixed | null): number {
  return value === null ? Number.NaN : Number(value) / Number(UNIT);
}
