import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';

/** What of a case a revision may change, factor by factor. Decimal texts. */
export interface RevisedFactor {
  readonly factorId: string;
  readonly state: string;
  readonly excludedReason: string;
  readonly weight: string | null;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  readonly note: string;
}

/** A measure without its id: a copy has one of its own. */
export interface RevisedMeasure {
  readonly title: string;
  readonly owner: string;
  readonly assistant: string;
  readonly deadline: string | null;
  readonly controlPoint: string;
  readonly factorIds: readonly string[];
}

/** Something of the case as a whole: basics, weight mode, or an input of one side. */
export interface WholeField {
  readonly field: string;
  readonly side: 'initial' | 'residual' | null;
  readonly value: Json;
}

export interface RevisedCase {
  /** The same fields in the same order on both sides. */
  readonly whole: readonly WholeField[];
  readonly factors: readonly RevisedFactor[];
  readonly measures: readonly RevisedMeasure[];
}

export interface FieldChange {
  readonly field: keyof Omit<RevisedFactor, 'factorId'>;
  readonly before: string | null;
  readonly after: string | null;
}

export interface CaseDifference {
  readonly whole: readonly { readonly field: string; readonly side: WholeField['side']; readonly before: Json; readonly after: Json }[];
  /** Factors that changed, in the order of the original; what stayed is left out. */
  readonly factors: readonly { readonly factorId: string; readonly changes: readonly FieldChange[] }[];
  /** Measures told apart by everything they say; a changed one is one gone and one more. */
  readonly measuresAdded: readonly RevisedMeasure[];
  readonly measuresRemoved: readonly RevisedMeasure[];
}

const FIELDS = ['state', 'excludedReason', 'weight', 'p', 'q', 'residualP', 'residualQ', 'note'] as const;

/** What a revision changed against the case it was copied from. A factor that only one of them has counts as open in the other. */
export function caseDifference(before: RevisedCase, after: RevisedCase): CaseDifference {
  const now = new Map(after.factors.map((factor) => [factor.factorId, factor]));
  const was = new Map(before.factors.map((factor) => [factor.factorId, factor]));
  const factors = [...new Set([...was.keys(), ...now.keys()])].map((factorId) => {
    const [old, fresh] = [was.get(factorId) ?? open(factorId), now.get(factorId) ?? open(factorId)];
    return { factorId, changes: FIELDS.flatMap((field): FieldChange[] => (old[field] === fresh[field] ? [] : [{ field, before: old[field], after: fresh[field] }])) };
  });
  const whole = before.whole.flatMap(({ field, side, value }) => {
    const fresh = after.whole.find((one) => one.field === field && one.side === side)?.value ?? null;
    return canonicalJson(value) === canonicalJson(fresh) ? [] : [{ field, side, before: value, after: fresh }];
  });
  return { whole, factors: factors.filter(({ changes }) => changes.length > 0), measuresAdded: missing(after.measures, before.measures), measuresRemoved: missing(before.measures, after.measures) };
}

function open(factorId: string): RevisedFactor {
  return { factorId, state: 'open', excludedReason: '', weight: null, p: null, q: null, residualP: null, residualQ: null, note: '' };
}

/** Those of the first that the second does not have; of equal ones as many as it has fewer. */
function missing(all: readonly RevisedMeasure[], known: readonly RevisedMeasure[]): RevisedMeasure[] {
  const left = known.map(keyOf);
  return all.filter((measure) => {
    const at = left.indexOf(keyOf(measure));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function keyOf({ title, owner, assistant, deadline, controlPoint, factorIds }: RevisedMeasure): string {
  return JSON.stringify([title, owner, assistant, deadline, controlPoint, [...factorIds].sort()]);
}
