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
  /** Degree of the risk on either side as the method computes it; null where it does not. */
  readonly r: string | null;
  readonly residualR: string | null;
  readonly c: string | null;
  readonly residualC: string | null;
  readonly points: string | null;
  readonly residualPoints: string | null;
  /** Shares opposed by strength. */
  readonly opposed: Json;
  readonly residualOpposed: Json;
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
  readonly before: Json;
  readonly after: Json;
}

export interface CaseDifference {
  readonly whole: readonly { readonly field: string; readonly side: WholeField['side']; readonly before: Json; readonly after: Json }[];
  /** Factors of both that changed, in the order of the original; what stayed is left out. */
  readonly factors: readonly { readonly factorId: string; readonly changes: readonly FieldChange[] }[];
  /** Ids of factors that only the revision has, or only the original: their models differ. */
  readonly factorsNew: readonly string[];
  readonly factorsGone: readonly string[];
  /** Measures told apart by everything they say; a changed one is one gone and one more. */
  readonly measuresAdded: readonly RevisedMeasure[];
  readonly measuresRemoved: readonly RevisedMeasure[];
}

const FIELDS = ['state', 'excludedReason', 'weight', 'p', 'q', 'r', 'residualP', 'residualQ', 'residualR', 'c', 'residualC', 'points', 'residualPoints', 'opposed', 'residualOpposed', 'note'] as const;

/** What a revision changed against the case it was copied from. Factors are matched by their ids. */
export function caseDifference(before: RevisedCase, after: RevisedCase): CaseDifference {
  const now = new Map(after.factors.map((factor) => [factor.factorId, factor]));
  const factors = before.factors.map((old) => {
    const fresh = now.get(old.factorId) ?? old;
    return { factorId: old.factorId, changes: FIELDS.flatMap((field): FieldChange[] => (canonicalJson(old[field]) === canonicalJson(fresh[field]) ? [] : [{ field, before: old[field], after: fresh[field] }])) };
  });
  const whole = before.whole.flatMap(({ field, side, value }) => {
    const fresh = after.whole.find((one) => one.field === field && one.side === side)?.value ?? null;
    return canonicalJson(value) === canonicalJson(fresh) ? [] : [{ field, side, before: value, after: fresh }];
  });
  return {
    whole, factors: factors.filter(({ changes }) => changes.length > 0), factorsNew: onlyIn(after, before), factorsGone: onlyIn(before, after),
    measuresAdded: missing(after.measures, before.measures), measuresRemoved: missing(before.measures, after.measures),
  };
}

function onlyIn(one: RevisedCase, other: RevisedCase): string[] {
  const known = new Set(other.factors.map(({ factorId }) => factorId));
  return one.factors.flatMap(({ factorId }) => (known.has(factorId) ? [] : [factorId]));
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
