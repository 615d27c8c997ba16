import { z } from 'zod';
import { OFFICE_KINDS } from './kinds.ts';

/** SHA-256, hex, of the canonical JSON of `body`. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const named = { id: z.string().min(1).max(60), version: z.int().positive() };

/** What one version looks like as a file of its own, to be carried to another workstation. */
const newForm = z.strictObject({ format: z.literal('fengqiao-definition'), formatVersion: z.literal(2), kind: z.enum(OFFICE_KINDS), ...named, sha256, body: z.json() });

/** As it was written while only models could be carried, which say their names themselves. */
const firstForm = z
  .strictObject({ format: z.literal('fengqiao-definition'), formatVersion: z.literal(1), kind: z.literal('model'), sha256, body: z.looseObject(named) })
  .transform(({ body, ...file }) => ({ ...file, id: body.id, version: body.version, body: z.json().parse(body) }));

export const definitionFileSchema = z.union([newForm, firstForm]);
export type DefinitionFile = z.infer<typeof definitionFileSchema>;
