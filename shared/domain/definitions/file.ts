import { z } from 'zod';
import { OFFICE_KINDS } from './kinds.ts';

/** What one version looks like as a file of its own, to be carried to another workstation. */
export const definitionFileSchema = z.strictObject({
  format: z.literal('fengqiao-definition'),
  formatVersion: z.literal(1),
  kind: z.enum(OFFICE_KINDS),
  /** SHA-256, hex, of the canonical JSON of `body`. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.json(),
});
export type DefinitionFile = z.infer<typeof definitionFileSchema>;
