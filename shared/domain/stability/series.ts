import type { Cells } from './inputs.ts';
import type { Places } from './places.ts';

/** Running sums over the months: the sum of a window is one difference. */
type Running = readonly bigint[];

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
  /** Exactly the month at this position; null where nothing is recorded. */
  at(kind: 'unit' | 'county', position: number, month: number): bigint | null;
  /** What has no month: stocks as they stand now. */
  standing(kind: 'unit' | 'county', position: number): bigint | null;
}

interface Table {
  readonly running: readonly Running[];
  readonly known: readonly (readonly (bigint | null)[])[];
}

/** Lays the cells of a query out over months and places. A county's own record and those of its towns add up. */
export function createSeries(cells: Cells, months: readonly string[], places: Places): Series {
  const unitAt = new Map(places.units.map((code, position) => [code, position]));
  const countyAt = new Map(places.counties.map((code, position) => [code, position]));
  const columns = [...months, ''];
  const units = grid(places.units.length, columns.length);
  const counties = grid(places.counties.length, columns.length);
  const totals = grid(1, columns.length);
  const loose = grid(2, columns.length);
  columns.forEach((month, column) => {
    for (const [subject, cell] of Object.entries(cells[month] ?? {})) {
      const value = BigInt(cell);
      const unit = unitAt.get(subject);
      const county = unit === undefined ? countyAt.get(subject.slice(0, 6)) : places.countyOf[unit];
      add(totals, 0, column, value);
      if (unit === undefined) add(loose, 0, column, value);
      else add(units, unit, column, value);
      if (county !== undefined && county >= 0) add(counties, county, column, value);
      else if (unit === undefined) add(loose, 1, column, value);
    }
  });
  const tables = { unit: table(units, months.length), county: table(counties, months.length) };
  const [total, looseSums] = [table(totals, months.length), table(loose, months.length)];
  return {
    unit: (position, month, length) => windowSum(tables.unit.running[position], month, length),
    county: (position, month, length) => windowSum(tables.county.running[position], month, length),
    all: (month, length) => windowSum(total.running[0], month, length),
    unplaced: (month, length) => ({ unit: windowSum(looseSums.running[0], month, length), county: windowSum(looseSums.running[1], month, length) }),
    at: (kind, position, month) => tables[kind].known[position]?.[month] ?? null,
    standing: (kind, position) => tables[kind].known[position]?.[months.length] ?? null,
  };
}

function grid(rows: number, columns: number): (bigint | null)[][] {
  return Array.from({ length: rows }, () => new Array<bigint | null>(columns).fill(null));
}

function add(rows: (bigint | null)[][], row: number, column: number, value: bigint): void {
  const line = rows[row];
  if (line !== undefined) line[column] = (line[column] ?? 0n) + value;
}

function table(known: readonly (readonly (bigint | null)[])[], months: number): Table {
  const running = known.map((line) => {
    const sums = [0n];
    for (let month = 0; month < months; month++) sums.push((sums[month] ?? 0n) + (line[month] ?? 0n));
    return sums;
  });
  return { running, known };
}

function windowSum(running: Running | undefined, month: number, length: number): bigint {
  return (running?.[month + 1] ?? 0n) - (running?.[Math.max(0, month + 1 - length)] ?? 0n);
}
