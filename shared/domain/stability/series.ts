import type { Cells } from './inputs.ts';
import type { Places } from './places.ts';

/** One query over all months and places. */
export interface Series {
  /** Sum over the `length` months that end with the month at this position, of a unit (town, department). */
  unit(position: number, month: number, length: number): bigint;
  /** The same of a county: its towns, and what is known of the county only. */
  county(position: number, month: number, length: number): bigint;
  /** Over all places, and what names none. */
  all(month: number, length: number): bigint;
  /** What names no unit, and what names no county either. */
  unplaced(month: number, length: number): { readonly unit: bigint; readonly county: bigint };
  /** A unit's figure of exactly the month at this position; null where nothing is recorded. */
  at(position: number, month: number): bigint | null;
  /** A unit's figure that has no month: a stock as it stands now. */
  standing(position: number): bigint | null;
}

/** Running sums over the months, one line per place: the sum of a window is one difference. */
interface Lines {
  add(line: number, month: number, value: number | string): void;
  run(): void;
  readonly sum: (line: number, month: number, length: number) => bigint;
}

/** Lays the cells of a query out over months and places. A county's own record and those of its towns add up. */
export function createSeries(cells: Cells, months: readonly string[], places: Places): Series {
  const unitAt = new Map(places.units.map((code, position) => [code, position]));
  const countyAt = new Map(places.counties.map((code, position) => [code, position]));
  const lines = isSafe(cells) ? plainLines : wholeLines;
  const [units, counties, others] = [lines(places.units.length, months.length), lines(places.counties.length, months.length), lines(OTHERS, months.length)];
  months.forEach((month, column) => {
    for (const [subject, value] of Object.entries(cells[month] ?? {})) {
      const unit = unitAt.get(subject);
      const county = unit === undefined ? countyAt.get(subject.slice(0, 6)) : places.countyOf[unit];
      others.add(ALL, column, value);
      if (unit === undefined) others.add(NO_UNIT, column, value);
      else units.add(unit, column, value);
      if (county !== undefined && county >= 0) counties.add(county, column, value);
      else if (unit === undefined) others.add(NO_COUNTY, column, value);
    }
  });
  for (const part of [units, counties, others]) part.run();
  const recorded = (position: number, month: string): bigint | null => {
    const value = cells[month]?.[places.units[position] ?? ''];
    return value === undefined ? null : BigInt(value);
  };
  return {
    unit: units.sum,
    county: counties.sum,
    all: (month, length) => others.sum(ALL, month, length),
    unplaced: (month, length) => ({ unit: others.sum(NO_UNIT, month, length), county: others.sum(NO_COUNTY, month, length) }),
    at: (position, month) => recorded(position, months[month] ?? ''),
    standing: (position) => recorded(position, ''),
  };
}

const [ALL, NO_UNIT, NO_COUNTY, OTHERS] = [0, 1, 2, 3];

/** Whole numbers whose sum a double holds exactly: almost every query. */
function isSafe(cells: Cells): boolean {
  let total = 0;
  for (const row of Object.values(cells)) {
    for (const value of Object.values(row)) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
      total += Math.abs(value);
    }
  }
  return Number.isSafeInteger(total);
}

function plainLines(lines: number, months: number): Lines {
  const width = months + 1;
  const running = new Float64Array(lines * width);
  return {
    add(line, month, value) {
      const at = line * width + month + 1;
      running[at] = (running[at] ?? 0) + Number(value);
    },
    run() {
      for (let at = 1; at < running.length; at++) if (at % width !== 0) running[at] = (running[at] ?? 0) + (running[at - 1] ?? 0);
    },
    sum: (line, month, length) => BigInt((running[line * width + month + 1] ?? 0) - (running[line * width + Math.max(0, month + 1 - length)] ?? 0)),
  };
}

function wholeLines(lines: number, months: number): Lines {
  const width = months + 1;
  const running = new Array<bigint>(lines * width).fill(0n);
  return {
    add(line, month, value) {
      const at = line * width + month + 1;
      running[at] = (running[at] ?? 0n) + BigInt(value);
    },
    run() {
      for (let at = 1; at < running.length; at++) if (at % width !== 0) running[at] = (running[at] ?? 0n) + (running[at - 1] ?? 0n);
    },
    sum: (line, month, length) => (running[line * width + month + 1] ?? 0n) - (running[line * width + Math.max(0, month + 1 - length)] ?? 0n),
  };
}
