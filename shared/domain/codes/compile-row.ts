import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { courtDivision } from './case-number.ts';
import { compileField, type CellValue, type FieldContext, type FieldResult } from './compile-field.ts';
import { dayOf } from './dates.ts';
import { findProjectCode } from './project-code.ts';
import type { Region } from './region.ts';
import { remembering } from './remember.ts';
import type { RegionIndex } from './regions.ts';
import type { RejectReason } from './result.ts';

/** A column of the file (0-based) that feeds a field. */
export interface ColumnBinding {
  readonly index: number;
  readonly field: string;
  /** Unit stated by the header, where it differs from the field's. */
  readonly unit?: string | null | undefined;
}

/** Where, when, who and which project, in one form for all categories. */
export interface NormalisedRow {
  readonly town: string | null;
  readonly county: string | null;
  readonly department: string | null;
  /** "YYYY-MM-DD". */
  readonly date: string | null;
  readonly project: string | null;
}

export interface RowReason extends RejectReason {
  readonly field: string;
  /** Column of the file, 0-based; null where no column feeds the field. */
  readonly column: number | null;
}

export type RowResult =
  | { readonly ok: true; readonly values: CellValue[]; readonly normalised: NormalisedRow; readonly key: string }
  | { readonly ok: false; readonly reasons: readonly RowReason[] };

export interface RowContext {
  readonly regions: RegionIndex;
  readonly date1904?: boolean | undefined;
}

/** Never occurs in a cell that passed a check. */
const KEY_SEPARATOR = '\u001f';

/** Required fields of the category that no column feeds. */
export function missingRequired(category: CategoryDescriptor, columns: readonly ColumnBinding[]): string[] {
  const fed = new Set(columns.map(({ field }) => field));
  return category.fields.filter(({ id, required }) => required && !fed.has(id)).map(({ id }) => id);
}

/**
 * Compiles the check of a category's rows for one file.
 * The result holds the values in the order of the category's fields (null where no column feeds one), or every reason of the row.
 */
export function compileRow(category: CategoryDescriptor, columns: readonly ColumnBinding[], context: RowContext): (cells: readonly string[]) => RowResult {
  const checks = category.fields.map((field) => bind(category, field, columns, context));
  const place = (id: string): number => category.fields.findIndex((field) => field.id === id);
  const keys = category.key.map(place);
  const normalise = compileNormaliser(category, context.regions);
  const width = checks.length;

  return (cells) => {
    const values = new Array<CellValue>(width);
    let reasons: RowReason[] | null = null;
    for (let index = 0; index < width; index++) {
      const check = checks[index];
      if (check === undefined) continue;
      const result: FieldResult = check.read(check.column === null ? '' : (cells[check.column] ?? ''));
      if (result.ok) values[index] = result.value;
      else (reasons ??= []).push({ ...result.reason, field: check.field, column: check.column });
    }
    if (reasons !== null) return { ok: false, reasons };
    const key = keys.map((index) => String(values[index])).join(KEY_SEPARATOR);
    return { ok: true, values, normalised: normalise(values), key };
  };
}

interface BoundField {
  readonly field: string;
  readonly column: number | null;
  readonly read: (raw: string) => FieldResult;
}

function bind(category: CategoryDescriptor, field: FieldDescriptor, columns: readonly ColumnBinding[], context: RowContext): BoundField {
  const column = columns.find((candidate) => candidate.field === field.id);
  const fieldContext: FieldContext = { ...context, columnUnit: column?.unit ?? undefined, identifier: category.key.includes(field.id) };
  return { field: field.id, column: column?.index ?? null, read: remembering(compileField(field, fieldContext)) };
}

/** Turns the values of the fields that play a role into the normalised columns. */
function compileNormaliser(category: CategoryDescriptor, regions: RegionIndex): (values: readonly CellValue[]) => NormalisedRow {
  const role = <T>(id: string | undefined, compile: (field: FieldDescriptor) => (value: string) => T | null): ((values: readonly CellValue[]) => T | null) => {
    const index = category.fields.findIndex((field) => field.id === id);
    const field = category.fields[index];
    if (field === undefined) return () => null;
    const read = compile(field);
    return (values) => {
      const value = values[index];
      return typeof value === 'string' ? read(value) : null;
    };
  };
  const region = role<Region>(category.roles.place, (field) => placeReader(field, regions));
  const date = role(category.roles.time, () => dayOf);
  const department = role(category.roles.department, departmentReader);
  const project = role(category.roles.project, (field) => (field.type === 'projectCode' ? (value): string => value : findProjectCode));
  return (values) => {
    const place = region(values);
    return { town: place?.town ?? null, county: place?.county ?? null, department: department(values), date: date(values), project: project(values) };
  };
}

function placeReader(field: FieldDescriptor, regions: RegionIndex): (value: string) => Region | null {
  const resolve = (code: string | null): Region | null => {
    const region = code === null ? null : regions.resolve(code);
    return region?.ok === true ? region.value : null;
  };
  switch (field.type) {
    case 'region':
      return resolve;
    case 'caseNumber': {
      // A court elsewhere says nothing about a division: its code need not be one.
      return (value) => {
        const region = resolve(courtDivision(value));
        return region?.level === 'outside' ? null : region;
      };
    }
    case 'projectCode':
      return (value) => resolve(value.split('-')[1] ?? null);
    default:
      return (value) => regions.locate(value);
  }
}

/** A department goes by its name: the label of a known code, else the text of the cell. */
function departmentReader(field: FieldDescriptor): (value: string) => string {
  const labels = new Map((field.codes ?? []).map(({ code, zh }) => [code, zh]));
  return (value) => labels.get(value) ?? value;
}
