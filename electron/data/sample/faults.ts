import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { BLANK, type Cell } from './dress.ts';
import type { Row } from './model.ts';
import { hashText, mix } from './random.ts';

/** What becomes of a filled cell. */
type Spoil = (text: string, fraction: number) => string;

const SALT = { position: hashText('fault position'), kind: hashText('fault kind'), cell: hashText('fault cell') };

/** Whether a row is one that the importer must reject: one in each block of so many, anywhere in it; none of the first `sound`. */
export function isFaulty(row: Row, every: number, sound: number): boolean {
  if (row.index < sound) return false;
  const block = row.source.row(row.index - (row.index % every));
  return row.index % every === Math.floor(block.draw(SALT.position) * every);
}

/**
 * Compiles what can be wrong with a category's rows. Each way is one the importer must refuse, whatever the rest of the row holds;
 * the mark of the sample stays.
 */
export function compileFaults(category: CategoryDescriptor): (row: Row, cells: readonly Cell[], marked: number | null) => Cell[] {
  const faults = category.fields.flatMap((field, column) => faultsOf(field).map((spoil) => ({ column, spoil })));
  return (row, cells, marked) => {
    const fitting = faults.filter(({ column }) => column !== marked && (cells[column]?.text ?? '') !== '');
    const fault = fitting[Math.floor(row.draw(SALT.kind) * fitting.length)];
    if (fault === undefined) throw new RangeError(`nothing can be wrong with category ${category.id}`);
    const text = fault.spoil(cells[fault.column]?.text ?? '', row.draw(mix(SALT.cell, fault.column)));
    return cells.map((cell, column) => (column !== fault.column ? cell : text === '' ? BLANK : { text, typed: null }));
  };
}

function faultsOf(field: FieldDescriptor): Spoil[] {
  const missing: Spoil[] = field.required ? [() => ''] : [];
  // A field that takes other types, too, may take what is wrong for its own.
  return field.accepts === undefined ? [...missing, ...typeFaults(field)] : missing;
}

function typeFaults(field: FieldDescriptor): Spoil[] {
  const oneOf = (...texts: string[]): Spoil => (_text, fraction) => texts[Math.floor(fraction * texts.length)] ?? '';
  switch (field.type) {
    case 'date':
      return [oneOf('2024-13-05', '2024年2月30日', '2023/2/29', '待定', '#REF!')];
    case 'datetime':
      return [oneOf('2024-03-05 25:10:00', '2024年2月30日', '2023/2/29 8:00', '不详')];
    case 'month':
      return [oneOf('2024-13', '2024.1', '二月')];
    case 'integer':
    case 'number':
      return [oneOf('约20', '若干', '12上下', ...(field.min === undefined ? [] : [String(field.min - 5)]))];
    case 'boolean':
      return [oneOf('不详', '待核')];
    case 'code':
      return field.open ? [] : [oneOf('样例未知类', '未列明')];
    case 'region':
      return [oneOf('33060', '330699999', '绍兴市样例镇', '330602.5')];
    case 'creditCode':
      return [wrongCheck, oneOf('9.13306E+17')];
    case 'citizenId':
      return [wrongCheck, oneOf('3.30602E+17', '330602********1234')];
    case 'projectCode':
      return [oneOf('2024-330602-04-01', '3.30602E+17', '项目代码待赋')];
    case 'caseNumber':
      return [oneOf('2024年第15号', '案号待补')];
    case 'phone':
      return [oneOf('154000', '电话不详', '1.54E+10')];
    case 'text':
      return [];
  }
}

/** The last character replaced by another one of its kind: the check fails, whatever stood before it. */
function wrongCheck(text: string): string {
  return text.slice(0, -1) + (/[7７]$/.test(text) ? '3' : '7');
}
