import { z } from 'zod';
import { conditionSchema } from '#shared/domain/assessment/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/).max(40);
const category = z.string().regex(/^[1-9]\d*\.[1-9]\d*$/);
const field = z.string().regex(/^[a-z][a-z0-9_]*$/);
const rows = z.strictObject({ category, field, where: z.array(conditionSchema) });

/** What must be assessed before it is decided, and when it need not be. resources/obligations/rules.json */
export const obligationRulesSchema = z
  .strictObject({
    source: bilingualSchema,
    projects: z.strictObject({
      category,
      /** Field with the name of the project. */
      title: field,
      /** First day of a project's date that counts. */
      since: z.iso.date(),
      /** A row that meets one of these is no project any more. */
      except: z.array(conditionSchema),
      /** A project that meets all conditions of one rule must be assessed; the first rule that it meets says of what kind it is. */
      rules: z.array(z.strictObject({ id, name: bilingualSchema, decisionType: id, where: z.array(conditionSchema).min(1) })).min(1),
      /** Where the responsible unit of a project stands. */
      unit: rows,
      /** Rows that show that the project was approved; `field` holds the number of the document. */
      approval: rows,
    }),
    exemptions: z.array(z.strictObject({ id, name: bilingualSchema, basis: bilingualSchema.nullable() })).min(1),
  })
  .superRefine(({ projects, exemptions }, context) => {
    const twice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;
    if (twice(projects.rules.map((rule) => rule.id))) context.addIssue({ code: 'custom', path: ['projects', 'rules'], message: 'two rules have one id' });
    if (twice(exemptions.map((exemption) => exemption.id))) context.addIssue({ code: 'custom', path: ['exemptions'], message: 'two exemptions have one id' });
  });
export type ObligationRules = z.infer<typeof obligationRulesSchema>;

/** The published list of matters. resources/obligations/catalogue.json */
export const decisionCatalogueSchema = z
  .strictObject({
    source: bilingualSchema,
    entries: z.array(z.strictObject({ id, year: z.int().min(2000).max(2199), title: z.string().min(1).max(200), unit: z.string().max(100), decisionType: id, basis: z.string().max(500).default('') })),
  })
  .superRefine(({ entries }, context) => {
    if (new Set(entries.map((entry) => entry.id)).size < entries.length) context.addIssue({ code: 'custom', path: ['entries'], message: 'two matters have one id' });
  });
export type DecisionCatalogue = z.infer<typeof decisionCatalogueSchema>;
