import type { z } from 'zod';
import { decisionTypesSchema, modelSchema, suggestionRuleSchema } from '#shared/domain/assessment/index.ts';
import { categorySchema } from '#shared/domain/catalogue/index.ts';
import { measureFollowUpSchema, outcomesSchema } from '#shared/domain/follow-up/index.ts';
import { methodSchema } from '#shared/domain/grading/index.ts';
import { calendarYearSchema, legalProcedureSchema } from '#shared/domain/legal-procedure/index.ts';
import { decisionCatalogueSchema, obligationRulesSchema } from '#shared/domain/obligations/index.ts';
import { ruleSchema as qualityRuleSchema } from '#shared/domain/quality/index.ts';
import { boardSchema, signalRuleSchema } from '#shared/domain/signals/index.ts';
import { definitionSchema } from '#shared/domain/stability/index.ts';
import { agreementSchema } from '#shared/domain/supply/index.ts';
import { surveyRulesSchema } from '#shared/domain/survey/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import type { DefinitionKind } from './kinds.ts';

/** What is wrong with a text, and where: `questions/3/category`. Empty path for the whole. */
export interface DefinitionFault {
  readonly path: string;
  /** `empty`: nothing stands there; `form`: of another form than is asked; `other`: only the message says it. */
  readonly kind: 'empty' | 'form' | 'other';
  /** In English. */
  readonly message: string;
}

/** Kinds whose texts all have one form. */
const FORMS: Readonly<Partial<Record<DefinitionKind, z.ZodType>>> = {
  category: categorySchema, model: modelSchema, method: methodSchema, index: definitionSchema, rule: signalRuleSchema, board: boardSchema, quality: qualityRuleSchema,
  procedure: legalProcedureSchema, calendar: calendarYearSchema, survey: surveyRulesSchema,
};

/** Texts of which there is one each, by their names in the ledger. */
export const SINGLE_FORMS = {
  'obligation-rules': obligationRulesSchema,
  'decision-catalogue': decisionCatalogueSchema,
  'decision-types': decisionTypesSchema,
  'evidence-suggestion': suggestionRuleSchema,
  'measure-deadlines': measureFollowUpSchema,
  'outcomes': outcomesSchema,
  'supply-agreement': agreementSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type SingleName = keyof typeof SINGLE_FORMS;

/** The form that a text of this kind and name has; null for a name that nothing reads. */
function formOf(kind: DefinitionKind, id: string): z.ZodType | null {
  const singles: Readonly<Partial<Record<string, z.ZodType>>> = SINGLE_FORMS;
  return FORMS[kind] ?? singles[id] ?? null;
}

/** A text held against the form of its kind: the text with what the form fills in, or its faults. */
export function readForm(kind: DefinitionKind, id: string, body: Json): { readonly value: unknown } | { readonly faults: readonly DefinitionFault[] } {
  const form = formOf(kind, id);
  if (form === null) return { faults: [{ path: '', kind: 'other', message: `nothing reads a ${kind} of the name ${id}` }] };
  const parsed = form.safeParse(body);
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join('/'), kind: kindOf(issue), message: issue.message })) };
}

function kindOf(issue: z.core.$ZodIssue): DefinitionFault['kind'] {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_format') return 'form';
  return issue.code === 'too_small' && (issue.origin === 'string' || issue.origin === 'array') ? 'empty' : 'other';
}
