import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatDay, formatMoment, parseMoment, secondsOf } from './calendar.ts';
import type { Maker, Source } from './model.ts';
import { between } from './numbers.ts';
import { compilePath } from './paths.ts';
import { planError } from './plan-error.ts';
import type { ValueSpec } from './plan.ts';

/** Seconds as a field of its type holds them: a month, a day or a moment. */
export function writeMoment(seconds: number, field: FieldDescriptor): string {
  if (field.type === 'month') return formatDay(seconds).slice(0, 7);
  return field.type === 'datetime' ? formatMoment(seconds) : formatDay(seconds);
}

/** A moment so long after another; see {@link ValueSpec.after}. */
export function afterMaker(source: Source, field: FieldDescriptor, after: NonNullable<ValueSpec['after']>, salt: number): Maker {
  const read = compilePath(source, after.of);
  const { cut } = source.world;
  const [range, scale] = span(source, field, after);
  return (row) => {
    const start = read(row);
    if (start === null) return null;
    const from = parseMoment(start);
    const fraction = row.draw(salt);
    const seconds = from + Math.floor(between(range, fraction) * scale);
    if (seconds < cut || after.future === true) return writeMoment(seconds, field);
    return field.required ? writeMoment(from + Math.floor((cut - 1 - from) * fraction), field) : null;
  };
}

function span(source: Source, field: FieldDescriptor, after: NonNullable<ValueSpec['after']>): [readonly [number, number], number] {
  if (after.days !== undefined) return [after.days, secondsOf.day];
  if (after.hours !== undefined) return [after.hours, secondsOf.hour];
  if (after.minutes !== undefined) return [after.minutes, secondsOf.minute];
  throw planError(`${source.category.id}.${field.id}`, '"after" needs days, hours or minutes');
}
