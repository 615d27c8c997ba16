import { BLANK, compileDresser, type Cell } from './dress.ts';
import { compileFaults, isFaulty } from './faults.ts';
import { compileMarker } from './mark.ts';
import { hashText, unit } from './random.ts';
import type { CategorySource } from './source.ts';

/** What a file was given, for the one who checks the import. */
export interface SheetTally {
  rows: number;
  faults: number;
  duplicates: number;
}

/** One file's header and rows. */
export interface SampleSheet {
  readonly headers: readonly string[];
  /** Counts while the rows are taken; read it when they are all taken. */
  readonly tally: SheetTally;
  rows(): Generator<readonly Cell[]>;
}

/**
 * Plans the file of a category: the rows one after the other, among them the faulty ones, and now and then a row once more.
 *
 * @param limit rows the file may have, duplicates included
 */
export function planSheet(source: CategorySource, limit: number): SampleSheet {
  const { category, world, profile } = source;
  const { faultEvery, duplicateEvery, templates } = world.settings;
  const dressers = category.fields.map((field) => compileDresser(source, field, profile.units[field.id]));
  const mark = compileMarker(category, templates['mark'] ?? '');
  const spoil = compileFaults(category);
  const tally: SheetTally = { rows: 0, faults: 0, duplicates: 0 };

  const faulty = (index: number): boolean => isFaulty(source.row(index), faultEvery, profile.soundFirst);
  const cellsOf = (index: number): readonly Cell[] => {
    const row = source.row(index);
    const values = category.fields.map((_, position) => row.value(position));
    const marked = mark(values);
    const cells = values.map((value, position) => dressers[position]?.(row, value) ?? BLANK);
    return faulty(index) ? spoil(row, cells, marked) : cells;
  };

  return {
    headers: category.fields.map((field) => header(source, field.id)),
    tally,
    *rows() {
      for (let index = 0; index < source.distinct; index += 1) {
        tally.rows += 1;
        if (faulty(index)) tally.faults += 1;
        yield cellsOf(index);
        const again = (index + 1) % (duplicateEvery - 1) === 0 ? soundBefore(index, faulty) : null;
        if (again === null || tally.rows >= limit) continue;
        tally.rows += 1;
        tally.duplicates += 1;
        yield cellsOf(again);
      }
    },
  };
}

/** A row a little before another, none of the faulty ones: sent a second time it changes nothing. */
function soundBefore(index: number, faulty: (index: number) => boolean): number | null {
  for (let at = index - 3; at >= 0; at -= 1) if (!faulty(at)) return at;
  return null;
}

/** The Chinese name or the synonym the profile prefers; the unit behind it where it differs from the store's, or for some columns anyway. */
function header(source: CategorySource, fieldId: string): string {
  const { profile, category } = source;
  const field = source.field(source.position(fieldId));
  const name = profile.headers[fieldId] ?? field.name.zh;
  const stated = profile.units[fieldId];
  if (stated !== undefined) return `${name}(${stated})`;
  const shown = field.unit !== undefined && unit(hashText(`header ${category.id} ${fieldId}`)) < 0.25;
  return shown ? `${name}（${field.unit}）` : name;
}
