import type { FieldDescriptor, FieldType } from '#shared/domain/catalogue/index.ts';
import { readBoolean } from './boolean.ts';
import { checkCaseNumber } from './case-number.ts';
import { checkCitizenId } from './citizen-id.ts';
import { compileCodeList } from './code-list.ts';
import { checkCreditCode } from './credit-code.ts';
import { readDate, readDateTime, readMonth } from './dates.ts';
import { checkPhone } from './phone.ts';
import { checkProjectCode } from './project-code.ts';
import { compileQuantity } from './quantity.ts';
import type { RegionIndex } from './regions.ts';
import { accept, refuse, type Checked } from './result.ts';
import { cleanCell, compact, halfWidthWords, isRoundedNumber } from './text.ts';

export type CellValue = string | number | null;
/** A cell as the store keeps it: text, a scaled integer, 1/0, or null for an empty one. */
export type FieldResult = Checked<CellValue>;

export interface FieldContext {
  readonly regions: RegionIndex;
  /** Unit stated by the column's header, where it differs from the field's. */
  readonly columnUnit?: string | undefined;
  /** The workbook counts its dates from 1904. */
  readonly date1904?: boolean | undefined;
  /** The field belongs to the row's key: blanks and full width never tell two keys apart. */
  readonly identifier?: boolean | undefined;
}

const EMPTY: FieldResult = accept(null);
const REQUIRED: FieldResult = refuse('required');
/** What systems write for "nothing"; in a text it may be meant. */
const PLACEHOLDERS = new Set(['null', '(null)', '\\n', 'n/a', '#n/a', 'nan', '-', '--', '---', '—', '——', '－', '/', '\\', '无数据', '暂无']);
const EXCEL_ERROR = /^#(?:REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|N\/A|SPILL!|CALC!|GETTING_DATA)$/i;

/**
 * Compiles the check of one field's cells; everything that does not depend on the cell is done here, once.
 * A cell is text as it stands in the file: a number as its shortest decimal text, a date as ISO text of local time without an offset.
 */
export function compileField(field: FieldDescriptor, context: FieldContext): (raw: string) => FieldResult {
  const read = reader(field, field.type, context);
  const others = (field.accepts ?? []).map((type) => reader(field, type, context));
  const empty = field.required ? REQUIRED : EMPTY;
  const takesPlaceholders = field.type === 'text' && context.identifier !== true;
  return (raw) => {
    if (raw === '') return empty;
    const text = cleanCell(raw);
    if (text === '') return empty;
    if (text.length < 8 && !takesPlaceholders && PLACEHOLDERS.has(text.toLowerCase())) return empty;
    if (text.charCodeAt(0) === 0x23 && EXCEL_ERROR.test(text)) return refuse('excel_error', { value: text });
    const result = read(text);
    if (result.ok || others.length === 0) return result;
    for (const other of others) {
      const alternative = other(text);
      if (alternative.ok) return alternative;
    }
    return result;
  };
}

function reader(field: FieldDescriptor, type: FieldType, context: FieldContext): (text: string) => FieldResult {
  const dates = { date1904: context.date1904 ?? false };
  switch (type) {
    case 'text':
      return context.identifier === true ? readIdentifier : readText;
    case 'integer':
      return compileQuantity({ scale: 0, unit: field.unit, min: field.min, max: field.max, columnUnit: context.columnUnit });
    case 'number':
      return compileQuantity({ scale: field.scale ?? 0, unit: field.unit, min: field.min, max: field.max, columnUnit: context.columnUnit });
    case 'date':
      return (text) => readDate(text, dates);
    case 'datetime':
      return (text) => readDateTime(text, dates);
    case 'month':
      return (text) => readMonth(text, dates);
    case 'boolean':
      return (text) => {
        const value = readBoolean(compact(text));
        return value === null ? refuse('bad_boolean') : accept(value);
      };
    case 'code':
      return compileCode(field);
    case 'region':
      return (text) => {
        const region = context.regions.resolve(text);
        return region.ok ? accept(region.value.code) : region;
      };
    case 'creditCode':
      return checkCreditCode;
    case 'citizenId':
      return checkCitizenId;
    case 'projectCode':
      return checkProjectCode;
    case 'caseNumber':
      return checkCaseNumber;
    case 'phone':
      return checkPhone;
  }
}

function readText(text: string): FieldResult {
  if (isRoundedNumber(text)) return refuse('rounded_id');
  const prose = halfWidthWords(text);
  return accept(prose.includes('\r') ? prose.replace(/\r\n?/g, '\n') : prose);
}

function readIdentifier(text: string): FieldResult {
  return isRoundedNumber(text) ? refuse('rounded_id') : accept(compact(text));
}

function compileCode(field: FieldDescriptor): (text: string) => FieldResult {
  const find = compileCodeList(field.codes ?? []);
  const { open } = field;
  return (text) => {
    const code = find(text);
    if (code !== null) return accept(code);
    return open ? readText(text) : refuse('unknown_code', { value: text.slice(0, 40) });
  };
}
