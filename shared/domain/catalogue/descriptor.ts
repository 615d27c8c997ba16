import { z } from 'zod';

/**
 * The catalogue as data: one descriptor file per category (resources/catalogue/<system>/<id>-<slug>.json).
 * Tables, import, validation, masking, evidence, samples and screens derive from it.
 */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingualSchema>;

export const FIELD_TYPES = [
  'text', 'integer', 'number', 'date', 'datetime', 'month', 'boolean', 'code',
  'region', 'creditCode', 'citizenId', 'projectCode', 'caseNumber', 'phone',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** How a personal field is masked on screen: 张*, 330602********1234, 138****5678, first six characters of an address. */
export const PERSONAL_KINDS = ['name', 'id', 'phone', 'address', 'other'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export const UNITS = ['元', '万元', '公顷', '亩', '平方米', '户', '人', '件', '次', '天', '月', '个', '辆', '间', '%', '岁', '度', '分', '份', '处', '起'] as const;

const codeEntrySchema = z.strictObject({
  code: z.string().min(1),
  zh: z.string().min(1),
  en: z.string().min(1),
  /** Other labels seen in the field for the same code. */
  also: z.array(z.string().min(1)).default([]),
});

const IDENTIFIER = /^[a-z][a-z0-9_]{0,40}$/;

export const fieldSchema = z.strictObject({
  /** Column name in the store; snake_case. */
  id: z.string().regex(IDENTIFIER),
  name: bilingualSchema,
  type: z.enum(FIELD_TYPES),
  /** Stated unit of what the store holds; a file in another known unit is converted exactly (元 / 万元). */
  unit: z.enum(UNITS).optional(),
  /** Decimal places kept (type number): the store holds value x 10^scale as an integer, exactly. */
  scale: z.int().min(0).max(8).optional(),
  required: z.boolean().default(false),
  personal: z.enum(PERSONAL_KINDS).optional(),
  /** Allowed values (type code). Cells may hold the code, a label, or an `also`. */
  codes: z.array(codeEntrySchema).optional(),
  /** An open list also takes values outside `codes` as they are (e.g. causes of action with hundreds of entries). */
  open: z.boolean().default(false),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Accepted headers besides name.zh, name.en and id. */
  synonyms: z.array(z.string().min(1)).default([]),
});
export type FieldDescriptor = z.infer<typeof fieldSchema>;

export const RHYTHMS = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;

export const categorySchema = z
  .strictObject({
    $schema: z.string().optional(),
    /** "1.1" ... "7.7": system number, dot, place within it. */
    id: z.string().regex(/^[1-9]\d*\.[1-9]\d*$/),
    /** Names the table: cat_<slug>. */
    slug: z.string().regex(IDENTIFIER),
    system: z.string().regex(/^S[1-9]\d*$/),
    name: bilingualSchema,
    description: bilingualSchema,
    rhythm: z.enum(RHYTHMS),
    /** Field ids that identify a row in its source system. */
    key: z.array(z.string()).min(1),
    /** Which field says where, when, which department answers for it, and which project it belongs to. */
    roles: z.strictObject({
      place: z.string().optional(),
      time: z.string().optional(),
      department: z.string().optional(),
      project: z.string().optional(),
    }),
    fields: z.array(fieldSchema).min(2),
  })
  .superRefine((category, context) => {
    const ids = new Set<string>();
    category.fields.forEach((field, index) => {
      const issue = (path: string, message: string): void => {
        context.addIssue({ code: 'custom', path: ['fields', index, path], message });
      };
      if (ids.has(field.id)) issue('id', `field "${field.id}" appears twice`);
      ids.add(field.id);
      if (/^(n_|h_)/.test(field.id) || RESERVED.has(field.id)) issue('id', `"${field.id}" is reserved for the store`);
      if (field.type === 'code' && !field.open && (field.codes?.length ?? 0) === 0) issue('codes', 'a closed code list needs codes');
      if (field.type !== 'code' && field.codes !== undefined) issue('codes', 'only type code has codes');
      if (field.type === 'number' && field.scale === undefined) issue('scale', 'type number needs a scale');
      if (field.type !== 'number' && field.scale !== undefined) issue('scale', 'only type number has a scale');
      if (field.personal !== undefined && category.key.includes(field.id)) issue('personal', 'a key field cannot be personal: use a keyed identifier of the source');
    });
    const known = (value: string | undefined, path: (string | number)[]): void => {
      if (value !== undefined && !ids.has(value)) context.addIssue({ code: 'custom', path, message: `no field "${value}"` });
    };
    category.key.forEach((id, index) => {
      known(id, ['key', index]);
      const field = category.fields.find((candidate) => candidate.id === id);
      if (field !== undefined && !field.required) context.addIssue({ code: 'custom', path: ['key', index], message: `key field "${id}" must be required` });
    });
    for (const role of ['place', 'time', 'department', 'project'] as const) known(category.roles[role], ['roles', role]);
    if (!category.id.startsWith(`${category.system.slice(1)}.`)) context.addIssue({ code: 'custom', path: ['system'], message: 'id and system disagree' });
  });
export type CategoryDescriptor = z.infer<typeof categorySchema>;

/** Columns every category table has beside its fields. */
const RESERVED = new Set(['row_id', 'batch_id', 'row_no', 'row_hash', 'superseded_by', 'rowid']);

export const systemsSchema = z.strictObject({
  systems: z.array(z.strictObject({
    id: z.string().regex(/^S[1-9]\d*$/),
    name: bilingualSchema,
    owner: bilingualSchema,
  })).min(1),
});
export type SystemDescriptor = z.infer<typeof systemsSchema>['systems'][number];

/** All systems and categories, in the order of their ids. */
export interface Catalogue {
  readonly systems: readonly SystemDescriptor[];
  readonly categories: readonly CategoryDescriptor[];
}
