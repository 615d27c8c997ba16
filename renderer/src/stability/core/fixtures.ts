import type { StabilityRow } from '#shared/contract/index.ts';

/** A row with what a spec does not care for. */
export function row(place: string, part: Partial<StabilityRow> = {}): StabilityRow {
  return {
    place, name: place, county: null, residents: null, score: null, rank: null, rankLow: null, rankHigh: null, tier: null, change: null, rankChange: null, colour: null, raised: false,
    base: null, deducted: '0', vetoed: false, missing: '0', dimensions: [], ...part,
  };
}
