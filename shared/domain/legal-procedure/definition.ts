import { z } from 'zod';
import { TERM_UNITS } from './calendar.ts';

/** Stands beside the steps of a procedure (see papersStep); no procedure has a step of this id. */
export const PAPERS_STEP = 'papers';

const id = z.string().regex(/^[a-z][A-Za-z0-9-]*$/).max(40);
const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** Before the decision a step is frozen with the case; after it, a step is recorded for as long as the decision is carried out. */
export const STEP_PHASES = ['before', 'after'] as const;
/** Where the dates of a step come from: from whoever records it, or from the case itself (made, submitted, decided). */
export const STEP_SOURCES = ['entered', 'created', 'submitted', 'decided'] as const;

const stepSchema = z.strictObject({
  id,
  name: bilingual,
  phase: z.enum(STEP_PHASES),
  source: z.enum(STEP_SOURCES).default('entered'),
  /** May be left out, with a reason. */
  optional: z.boolean().default(false),
  /** Who answers for the step unless the case names somebody. */
  owner: bilingual,
  /** The regulation and its article. */
  basis: bilingual.nullable().default(null),
  /** Steps that must be finished before this one is. */
  after: z.array(id).default([]),
  /** The least time between beginning and end; shorter only with a stated reason, or never. */
  minimum: z.strictObject({ amount: z.int().min(1).max(365), unit: z.enum(TERM_UNITS), shorter: z.enum(['never', 'withReason']) }).nullable().default(null),
  /** What beginning and end of this step are called, where it is not plain. */
  starts: bilingual.nullable().default(null),
  ends: bilingual.nullable().default(null),
  /** What the step leaves in the file; `required: false` = only where the matter calls for it. */
  documents: z.array(z.strictObject({ id, name: bilingual, required: z.boolean().optional() })).default([]),
});

/** The steps of a procedure that the law or an office prescribes, in their order. resources/procedures/<id>@<version>.json */
export const legalProcedureSchema = z
  .strictObject({ id, version: z.int().positive(), name: bilingual, description: bilingual, basis: bilingual, steps: z.array(stepSchema).min(2) })
  .superRefine(({ steps }, context) => {
    const fault = (position: number, message: string): void => { context.addIssue({ code: 'custom', path: ['steps', position], message }); };
    const seen = new Set<string>();
    steps.forEach((step, position) => {
      if (step.id === PAPERS_STEP) fault(position, 'the case itself has a step of this id');
      if (seen.has(step.id)) fault(position, `there is a step ${step.id} already`);
      for (const earlier of step.after) if (!seen.has(earlier)) fault(position, `${earlier} is no earlier step`);
      seen.add(step.id);
      if (step.phase === 'before' && steps[position - 1]?.phase === 'after') fault(position, 'a step before the decision stands behind one after it');
      if (step.source !== 'entered' && (step.phase === 'after' || step.optional)) fault(position, 'what the case itself tells lies before the decision and is never left out');
      if (new Set(step.documents.map((document) => document.id)).size < step.documents.length) fault(position, 'two documents have one id');
    });
    const decision = steps.filter(({ phase }) => phase === 'before').at(-1);
    if (decision?.source !== 'decided') fault(0, 'the last step before the decision must be the decision');
    for (const source of STEP_SOURCES) if (source !== 'entered' && steps.filter((step) => step.source === source).length > 1) fault(0, `two steps are "${source}"`);
  });

export type LegalProcedure = z.infer<typeof legalProcedureSchema>;
export type LegalStep = LegalProcedure['steps'][number];

export const legalProcedureRef = ({ id: name, version }: Pick<LegalProcedure, 'id' | 'version'>): string => `${name}@${String(version)}`;
