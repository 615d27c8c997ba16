import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { parseMoment } from './calendar.ts';
import { dressDate, type DateStyle, DATE_STYLES } from './dress-dates.ts';
import { shiftPoint, widen } from './dress-text.ts';
import type { Row, Source } from './model.ts';
import { hashText, mix, unit } from './random.ts';

/** A cell as the file shows it; `typed` where a workbook holds a real number or date. */
export interface Cell {
  readonly text: string;
  readonly typed: number | Date | null;
}
export const BLANK: Cell = { text: '', typed: null };

/** How one column of one file writes its values; a few cells differ from it, as in files that people made. */
export type Dresser = (row: Row, value: string | null) => Cell;

/** Shares of cells that differ from their column's manner, each of them still right. */
const ODD = { date: 0.06, grouped: 0.12, fullWidth: 0.015, suffix: 0.01, code: 0.06, region: 0.05, dash: 0.03, blanks: 0.01, lineBreak: 0.006 };

const YES_NO: readonly (readonly [string, string])[] = [['是', '否'], ['1', '0'], ['Y', 'N'], ['true', 'false'], ['有', '无']];

/**
 * Compiles the manner of a column: date format, codes or labels, yes and no, form of a place. It depends on category and
 * field alone, so a file keeps to it for any seed.
 *
 * @param fileUnit the unit of the numbers in the file, where it differs from the field's
 */
export function compileDresser(source: Source, field: FieldDescriptor, fileUnit: string | undefined): Dresser {
  const manner = hashText(`manner ${source.category.id} ${field.id}`);
  const salt = hashText(`dress ${field.id}`);
  const write = compileWriter(source, field, fileUnit, manner, salt);
  const dashes = field.type !== 'text' && !field.required;
  const dash: Cell = { text: unit(manner) < 0.5 ? '-' : '/', typed: null };
  return (row, value) => {
    if (value === null) return dashes && row.draw(mix(salt, 9)) < ODD.dash ? dash : BLANK;
    return write(row, value);
  };
}

function compileWriter(source: Source, field: FieldDescriptor, fileUnit: string | undefined, manner: number, salt: number): (row: Row, value: string) => Cell {
  switch (field.type) {
    case 'date':
    case 'datetime':
    case 'month':
      return dateWriter(field, source.category.id, salt);
    case 'integer':
    case 'number':
      return numberWriter(field, fileUnit, salt);
    case 'code':
      return codeWriter(field, manner, salt);
    case 'boolean': {
      const [yes, no] = YES_NO[manner % YES_NO.length] ?? ['是', '否'];
      return (_row, value) => plain(value === '1' ? yes : no);
    }
    case 'region':
      return regionWriter(source, manner, salt);
    case 'phone':
      return (row, value) => plain(row.draw(salt) < 0.05 ? value.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1-$2-$3') : value);
    case 'caseNumber':
      return (_row, value) => plain(unit(manner) < 0.4 ? value.replace('(', '（').replace(')', '）') : value);
    case 'projectCode':
      return (row, value) => plain(row.draw(salt) < 0.02 ? value.replaceAll('-', '') : value);
    case 'creditCode':
      return (row, value) => plain(row.draw(salt) < 0.02 ? value.toLowerCase() : value);
    case 'citizenId':
      return (row, value) => plain(row.draw(salt) < ODD.fullWidth ? widen(value) : value);
    case 'text':
      return textWriter(source.category.key.includes(field.id), salt);
  }
}

function plain(text: string): Cell {
  return { text, typed: null };
}

function dateWriter(field: FieldDescriptor, category: string, salt: number): (row: Row, value: string) => Cell {
  // One system writes all its dates alike, so the manner is the category's.
  const own = DATE_STYLES[hashText(`dates ${category}`) % DATE_STYLES.length] ?? 'iso';
  return (row, value) => {
    const draw = row.draw(salt);
    if (draw >= ODD.date) return { text: dressDate(value, field.type, own), typed: field.type === 'month' ? null : new Date(parseMoment(value) * 1000) };
    const other: DateStyle = DATE_STYLES[Math.floor((draw / ODD.date) * DATE_STYLES.length)] ?? 'iso';
    return plain(dressDate(value, field.type, other));
  };
}

function numberWriter(field: FieldDescriptor, fileUnit: string | undefined, salt: number): (row: Row, value: string) => Cell {
  const shift = fileUnit === undefined || fileUnit === field.unit ? 0 : fileUnit === '元' ? 4 : -4;
  return (row, value) => {
    const text = shiftPoint(value, shift);
    const draw = row.draw(salt);
    if (draw < ODD.fullWidth) return plain(widen(text));
    if (draw < ODD.fullWidth + ODD.suffix && field.unit !== undefined) return plain(`${text}${fileUnit ?? field.unit}`);
    const grouped = text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
    return draw > 1 - ODD.grouped && grouped !== text ? plain(grouped) : { text, typed: Number(text) };
  };
}

function codeWriter(field: FieldDescriptor, manner: number, salt: number): (row: Row, value: string) => Cell {
  const entries = new Map(field.codes?.map((entry) => [entry.code, entry]));
  // Codes that are words of ours stand in few files; figures and letters do.
  const labels = unit(manner) < 0.5 || field.codes?.some(({ code }) => /^[a-z]{3}/.test(code)) === true;
  return (row, value) => {
    const entry = entries.get(value);
    if (entry === undefined) return plain(value);
    const draw = row.draw(salt);
    if (draw < ODD.code / 2) return plain(entry.also[0] ?? entry.zh);
    return plain(draw < ODD.code !== labels ? entry.zh : entry.code);
  };
}

function regionWriter(source: Source, manner: number, salt: number): (row: Row, value: string) => Cell {
  const names = new Map(source.world.towns.list.map((town) => [town.code, `${town.county}${town.name}`]));
  const forms: readonly ((value: string) => string)[] = [
    (value) => value,
    (value) => (value.length === 9 ? `${value}000` : value),
    (value) => names.get(value) ?? value,
  ];
  const own = manner % forms.length;
  return (row, value) => {
    const draw = row.draw(salt);
    const form = draw < ODD.region ? Math.floor((draw / ODD.region) * forms.length) : own;
    return plain(forms[form]?.(value) ?? value);
  };
}

function textWriter(inKey: boolean, salt: number): (row: Row, value: string) => Cell {
  return (row, value) => {
    const draw = row.draw(salt);
    if (inKey) return plain(draw < ODD.fullWidth ? widen(value) : value);
    if (draw < ODD.blanks) return plain(` ${value}\u3000`);
    return plain(draw < ODD.blanks + ODD.lineBreak ? value.replace('，', '，\n') : value);
  };
}
