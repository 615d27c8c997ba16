import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { defaultSpec } from './defaults.ts';
import { compileGrid } from './grid-makers.ts';
import { identifierMaker } from './identifier-makers.ts';
import type { Maker, Row, Source } from './model.ts';
import { between, digitsOf, wholeBetween, writeNumber } from './numbers.ts';
import { compilePath } from './paths.ts';
import { planError } from './plan-error.ts';
import type { ValueSpec } from './plan.ts';
import { hashText, mix, Weighted } from './random.ts';
import { compileTemplate } from './template.ts';
import { afterMaker, writeMoment } from './times.ts';

/** What makes a field: the profile's words for it, the settings' for fields of that id everywhere, or else its type. */
export function compileField(source: Source, field: FieldDescriptor, stated: ValueSpec | undefined): Maker {
  const { settings } = source.world;
  const maker = compileSpec(source, field, stated ?? settings.common[field.id] ?? defaultSpec(source.category, field), hashText(`field ${field.id}`));
  if (!field.required) return maker;
  return (row) => {
    const value = maker(row);
    if (value === null) throw planError(`${source.category.id}.${field.id}`, `blank in row ${row.index}, but the field is required`);
    return value;
  };
}

function compileSpec(source: Source, field: FieldDescriptor, spec: ValueSpec, salt: number): Maker {
  const maker = compileOne(source, field, spec, salt);
  const { fill } = spec;
  if (fill === undefined) return maker;
  const gate = mix(salt, 0x66696c);
  return (row) => (row.draw(gate) < fill ? maker(row) : null);
}

function compileOne(source: Source, field: FieldDescriptor, spec: ValueSpec, salt: number): Maker {
  const where = `${source.category.id}.${field.id}`;
  if (spec.constant !== undefined) {
    const { constant } = spec;
    checkCode(where, field, [constant]);
    return () => constant;
  }
  if (spec.template !== undefined) return compileTemplate(source, spec.template, salt);
  if (spec.choose !== undefined) return choice(where, field, spec.choose, salt);
  if (spec.integer !== undefined) {
    const { range, skew } = spec.integer;
    return (row) => writeNumber(wholeBetween(range, row.draw(salt), skew), field, 0);
  }
  if (spec.decimal !== undefined) {
    const { range, skew, digits } = spec.decimal;
    const places = digitsOf(field, digits);
    return (row) => writeNumber(between(range, row.draw(salt), skew), field, places);
  }
  if (spec.from !== undefined) return asType(field, compilePath(source, spec.from));
  if (spec.after !== undefined) return afterMaker(source, field, spec.after, salt);
  if (spec.when !== undefined) return condition(source, field, spec.when, salt);
  if (spec.first !== undefined) {
    const makers = spec.first.map((one, index) => compileSpec(source, field, one, mix(salt, index + 1)));
    return (row) => firstOf(makers, row);
  }
  if (spec.anchor !== undefined) return anchor(field, spec.anchor);
  if (spec.make !== undefined) return identifierMaker(field, source.category.key.includes(field.id), spec.make, salt);
  return arithmetic(source, field, spec, salt) ?? compileGrid(source, field, spec, salt);
}

/** Numbers and words derived from other fields; undefined when the words mean something else. */
function arithmetic(source: Source, field: FieldDescriptor, spec: ValueSpec, salt: number): Maker | undefined {
  if (spec.portion !== undefined) {
    const { range, digits } = spec.portion;
    const whole = compilePath(source, spec.portion.of);
    const places = digitsOf(field, digits);
    return (row) => map(whole(row), (value) => writeNumber(Number(value) * between(range, row.draw(salt)), field, places));
  }
  if (spec.minus !== undefined) {
    const [a, b] = [compilePath(source, spec.minus[0]), compilePath(source, spec.minus[1])];
    return (row) => map(a(row), (left) => writeNumber(Number(left) - Number(b(row) ?? 0), field, field.scale ?? 0));
  }
  if (spec.map !== undefined) {
    const { to, else: other } = spec.map;
    const read = compilePath(source, spec.map.of);
    checkCode(`${source.category.id}.${field.id}`, field, [...Object.values(to), ...(other === undefined ? [] : [other])]);
    return (row) => map(read(row), (value) => to[value] ?? other ?? null);
  }
  if (spec.bands !== undefined) {
    const { limits } = spec.bands;
    const read = compilePath(source, spec.bands.of);
    checkCode(`${source.category.id}.${field.id}`, field, limits.map(([, value]) => value));
    return (row) => map(read(row), (value) => limits.find(([limit]) => Number(value) >= limit)?.[1] ?? null);
  }
  return undefined;
}

function choice(where: string, field: FieldDescriptor, weights: Readonly<Record<string, number>>, salt: number): Maker {
  const values = Object.keys(weights);
  checkCode(where, field, values);
  const weighted = new Weighted(Object.values(weights));
  return (row) => values[weighted.pick(row.draw(salt))] ?? null;
}

function condition(source: Source, field: FieldDescriptor, when: NonNullable<ValueSpec['when']>, salt: number): Maker {
  const read = compilePath(source, when.field);
  const wanted = when.in === undefined ? undefined : new Set(when.in);
  const blank: Maker = () => null;
  const then = when.then === undefined ? blank : compileSpec(source, field, when.then, mix(salt, 1));
  const other = when.else === undefined ? blank : compileSpec(source, field, when.else, mix(salt, 2));
  return (row) => {
    const value = read(row);
    return (value !== null && (wanted === undefined || wanted.has(value)) ? then : other)(row);
  };
}

function anchor(field: FieldDescriptor, what: NonNullable<ValueSpec['anchor']>): Maker {
  if (what === 'town') return (row) => row.town.code;
  if (what === 'county') return (row) => row.town.countyCode;
  return (row) => writeMoment(row.time, field);
}

/** A moment of another field as this field holds it: a day of a datetime, a month of a day. */
function asType(field: FieldDescriptor, read: Maker): Maker {
  if (field.type === 'date') return (row) => read(row)?.slice(0, 10) ?? null;
  if (field.type === 'month') return (row) => read(row)?.slice(0, 7) ?? null;
  return read;
}

/** A code list, though open, is given its own codes; a yes or no is given 1 and 0. */
function checkCode(where: string, field: FieldDescriptor, values: readonly string[]): void {
  const allowed = field.type === 'boolean' ? ['1', '0'] : field.type === 'code' && field.codes !== undefined && field.codes.length > 0 ? field.codes.map((entry) => entry.code) : undefined;
  const wrong = allowed === undefined ? undefined : values.find((value) => !allowed.includes(value));
  if (wrong !== undefined) throw planError(where, `"${wrong}" is none of its codes`);
}

function firstOf(makers: readonly Maker[], row: Row): string | null {
  for (const maker of makers) {
    const value = maker(row);
    if (value !== null) return value;
  }
  return null;
}

function map(value: string | null, change: (value: string) => string | null): string | null {
  return value === null ? null : change(value);
}
