import { z } from 'zod';
import { checkCategory } from './check.ts';
import { FIELD_TYPES, IDENTIFIER_TYPES, PERSONAL_KINDS, RHYTHMS, UNITS } from './vocabulary.ts';

/**
 * The catalogue as data: one descriptor file per category (resources/catalogue/<system>/<id>-<slug>.json).
 * Tables, import, validation, masking, evidence, samples and screens derive from it.
 */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingualSchema>;

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
  /** Other types a cell may be of instead, tried in this order (the 证件 of a company is its credit code). */
  accepts: z.array(z.enum(IDENTIFIER_TYPES)).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Accepted headers besides name.zh, name.en and id. */
  synonyms: z.array(z.string().min(1)).default([]),
});
export type FieldDescriptor = z.infer<typeof fieldSchema>;

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
    /**
     * Which field says where, when, which department answers for it, and which project it belongs to.
     * A place may also be a text that names one (an agency, a grid, a list of towns) or a case number (its court's county).
     */
    roles: z.strictObject({
      place: z.string().optional(),
      time: z.string().optional(),
      department: z.string().optional(),
      project: z.string().optional(),
    }),
    fields: z.array(fieldSchema).min(2),
  })
  .superRefine((category, context) => {
    for (const { path, message } of checkCategory(category)) context.addIssue({ code: 'custom', path: [...path], message });
  });
export type CategoryDescriptor = z.infer<typeof categorySchema>;

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
