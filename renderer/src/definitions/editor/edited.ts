import { modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import type { DefinitionKind } from '#shared/domain/definitions/index.ts';
import { signalRuleSchema, type SignalRule } from '#shared/domain/signals/index.ts';
import { definitionSchema, type IndexDefinition } from '#shared/domain/stability/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';

/** A text on its way, by the form in which it is changed. */
export type Edited =
  | { readonly form: 'model'; body: AssessmentModel }
  | { readonly form: 'index'; body: IndexDefinition }
  | { readonly form: 'rule'; body: SignalRule }
  /** JSON; Vue's types cannot follow how it nests. */
  | { readonly form: 'text'; body: unknown };

/** A text of the ledger for its form; what the form cannot read is changed as text. */
export function editedOf(kind: DefinitionKind, body: Json): Edited {
  switch (kind) {
    case 'model': return orText(modelSchema.safeParse(body), (value) => ({ form: 'model', body: value }), body);
    case 'index': return orText(definitionSchema.safeParse(body), (value) => ({ form: 'index', body: value }), body);
    case 'rule': return orText(signalRuleSchema.safeParse(body), (value) => ({ form: 'rule', body: value }), body);
    default: return { form: 'text', body };
  }
}

function orText<T>(parsed: { success: true; data: T } | { success: false }, form: (value: T) => Edited, body: Json): Edited {
  return parsed.success ? form(parsed.data) : { form: 'text', body };
}

export const TABS = {
  model: ['basics', 'factors', 'scales', 'papers', 'questions', 'whole'],
  index: ['basics', 'weights', 'after', 'whole'],
  rule: ['basics', 'numbers', 'whole'],
  text: ['basics', 'whole'],
} as const satisfies Readonly<Record<Edited['form'], readonly string[]>>;
export type Tab = (typeof TABS)[Edited['form']][number];
