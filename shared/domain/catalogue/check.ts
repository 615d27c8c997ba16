import type { FieldType } from './vocabulary.ts';
import { fieldHeaders } from './headers.ts';

/** What the rules below need of a category; the schema's own type would close a circle. */
interface Checked {
  readonly id: string;
  readonly system: string;
  readonly key: readonly string[];
  readonly roles: Readonly<Partial<Record<Role, string | undefined>>>;
  readonly fields: readonly CheckedField[];
}
interface CheckedField {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly type: FieldType;
  readonly required: boolean;
  readonly personal?: string | undefined;
  readonly scale?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly open: boolean;
  readonly codes?: readonly { readonly code: string; readonly zh: string; readonly en: string; readonly also: readonly string[] }[] | undefined;
  readonly synonyms: readonly string[];
}
type Role = 'place' | 'time' | 'department' | 'project';

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Columns every category table has beside its fields. */
const RESERVED = new Set(['row_id', 'batch_id', 'row_no', 'row_hash', 'superseded_by', 'rowid']);

const ROLE_TYPES: Readonly<Record<Role, readonly FieldType[]>> = {
  place: ['region', 'text', 'code', 'caseNumber', 'projectCode'],
  time: ['date', 'datetime', 'month'],
  department: ['text', 'code'],
  project: ['projectCode', 'text'],
};

/** Rules of a category that no single property can say: references, reserved words, names that mean one thing only. */
export function checkCategory(category: Checked): Fault[] {
  const faults: Fault[] = category.fields.flatMap((field, index) => checkField(field).map(({ path, message }) => ({ path: ['fields', index, ...path], message })));
  faults.push(...repeated(category.fields.map((field) => field.id), 'field').map(({ index, message }) => ({ path: ['fields', index, 'id'], message })));
  faults.push(...checkHeaders(category), ...checkKey(category), ...checkRoles(category));
  if (!category.id.startsWith(`${category.system.slice(1)}.`)) faults.push({ path: ['system'], message: 'id and system disagree' });
  return faults;
}

function checkField(field: CheckedField): Fault[] {
  const faults: Fault[] = [];
  const fault = (property: string, message: string): void => {
    faults.push({ path: [property], message });
  };
  if (/^(n_|h_)/.test(field.id) || RESERVED.has(field.id)) fault('id', `"${field.id}" is reserved for the store`);
  if (field.type === 'code' && !field.open && (field.codes?.length ?? 0) === 0) fault('codes', 'a closed code list needs codes');
  if (field.type !== 'code' && field.codes !== undefined) fault('codes', 'only type code has codes');
  if (field.type !== 'code' && field.open) fault('open', 'only type code has an open list');
  if (field.type === 'number' && field.scale === undefined) fault('scale', 'type number needs a scale');
  if (field.type !== 'number' && field.scale !== undefined) fault('scale', 'only type number has a scale');
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) fault('max', 'max is below min');
  faults.push(...checkCodes(field));
  return faults;
}

/** A cell's text must mean one code only. */
function checkCodes(field: CheckedField): Fault[] {
  const owner = new Map<string, string>();
  return (field.codes ?? []).flatMap((entry, index) =>
    [entry.code, entry.zh, entry.en, ...entry.also].flatMap((label) => {
      const key = label.toLowerCase();
      const known = owner.get(key);
      owner.set(key, known ?? entry.code);
      return known === undefined || known === entry.code ? [] : [{ path: ['codes', index], message: `"${label}" already stands for code "${known}"` }];
    }),
  );
}

/** A header must name one field only. */
function checkHeaders(category: Checked): Fault[] {
  const owner = new Map<string, string>();
  return category.fields.flatMap((field, index) =>
    fieldHeaders(field).flatMap((header) => {
      const known = owner.get(header);
      owner.set(header, known ?? field.id);
      return known === undefined || known === field.id ? [] : [{ path: ['fields', index, 'synonyms'], message: `header "${header}" already names field "${known}"` }];
    }),
  );
}

function checkKey(category: Checked): Fault[] {
  return category.key.flatMap((id, index): Fault[] => {
    const path = ['key', index];
    const field = category.fields.find((candidate) => candidate.id === id);
    if (field === undefined) return [{ path, message: `no field "${id}"` }];
    if (!field.required) return [{ path, message: `key field "${id}" must be required` }];
    if (field.personal !== undefined) return [{ path, message: `key field "${id}" cannot be personal: use a keyed identifier of the source` }];
    return [];
  });
}

function checkRoles(category: Checked): Fault[] {
  return (Object.keys(ROLE_TYPES) as Role[]).flatMap((role): Fault[] => {
    const id = category.roles[role];
    if (id === undefined) return [];
    const path = ['roles', role];
    const field = category.fields.find((candidate) => candidate.id === id);
    if (field === undefined) return [{ path, message: `no field "${id}"` }];
    if (!ROLE_TYPES[role].includes(field.type)) return [{ path, message: `field "${id}" of type ${field.type} cannot be the ${role}` }];
    // Normalised columns are plain text, so a personal value must never reach them.
    if (field.personal !== undefined) return [{ path, message: `personal field "${id}" cannot be the ${role}` }];
    return [];
  });
}

function repeated(values: readonly string[], what: string): { index: number; message: string }[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [{ index, message: `${what} "${value}" appears twice` }] : []));
}
