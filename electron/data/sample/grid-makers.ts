import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Maker, Row, Source } from './model.ts';
import { between, digitsOf, wholeBetween, writeNumber } from './numbers.ts';
import { compilePath } from './paths.ts';
import { planError } from './plan-error.ts';
import type { ValueSpec } from './plan.ts';
import { mix } from './random.ts';

/** Values of a row that depend on its place among the months of its subject. */
export function compileGrid(source: Source, field: FieldDescriptor, spec: ValueSpec, salt: number): Maker {
  if (spec.growth !== undefined) return growth(source, field, spec.growth, salt);
  if (spec.difference !== undefined) return difference(source, field, spec.difference);
  if (spec.change !== undefined) return change(source, field, spec.change);
  if (spec.series !== undefined) return series(field, spec.series, salt);
  if (spec.streak !== undefined) return streak(source, field, spec.streak);
  throw planError(`${source.category.id}.${field.id}`, 'no way to make the value');
}

function growth(source: Source, field: FieldDescriptor, spec: NonNullable<ValueSpec['growth']>, salt: number): Maker {
  const whole = compilePath(source, spec.of);
  const places = digitsOf(field, undefined);
  const top = spec.top ?? Infinity;
  return (row) => {
    const value = whole(row);
    if (value === null) return null;
    const share = between(spec.from, row.subjectDraw(salt)) + row.period * between(spec.step, row.subjectDraw(mix(salt, 1)));
    return writeNumber(Number(value) * Math.min(top, share), field, places);
  };
}

function difference(source: Source, field: FieldDescriptor, path: string): Maker {
  const read = compilePath(source, path);
  const places = digitsOf(field, field.scale);
  return (row) => {
    const before = row.related('prev');
    const [now, base] = [read(row), before === null ? null : read(before)];
    return now === null || base === null ? null : writeNumber(Number(now) - Number(base), field, places);
  };
}

function change(source: Source, field: FieldDescriptor, path: string): Maker {
  const read = compilePath(source, path);
  const places = digitsOf(field, undefined);
  return (row) => {
    const before = row.related('prev');
    const [now, base] = [read(row), before === null ? null : read(before)];
    if (now === null || base === null || Number(base) === 0) return null;
    return writeNumber(((Number(now) - Number(base)) / Number(base)) * 100, field, places);
  };
}

function series(field: FieldDescriptor, spec: NonNullable<ValueSpec['series']>, salt: number): Maker {
  const places = digitsOf(field, undefined);
  const { base, noise, dips, top = Number.POSITIVE_INFINITY } = spec;
  return (row) => {
    let level = between(base, row.subjectDraw(salt)) + noise * (2 * row.draw(mix(salt, 1)) - 1);
    if (dips !== undefined && row.subjectDraw(mix(salt, 2)) < dips.share) {
      const length = wholeBetween(dips.length, row.subjectDraw(mix(salt, 3)));
      const start = Math.floor(row.subjectDraw(mix(salt, 4)) * 12);
      if (row.period >= start && row.period < start + length) level -= between(dips.drop, row.subjectDraw(mix(salt, 5)));
    }
    return writeNumber(Math.min(level, top), field, places);
  };
}

function streak(source: Source, field: FieldDescriptor, spec: NonNullable<ValueSpec['streak']>): Maker {
  const read = compilePath(source, spec.of);
  const wanted = new Set(spec.in);
  return (row) => {
    let count = 0;
    for (let at: Row | null = row; at !== null && wanted.has(read(at) ?? ''); at = at.related('prev')) count += 1;
    return writeNumber(count, field, 0);
  };
}
