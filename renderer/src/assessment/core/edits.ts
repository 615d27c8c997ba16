import type {
  AssessmentView, ConclusionCode, FactorPatch, FactorView, MeasureFields, MeasureId, MeasureView, ProposalFields, Side, SideContext, WeightMode,
} from '#shared/contract/index.ts';

/** Stands for a measure through being removed and brought back, when it gets a new id. Null until stored. */
export interface MeasureHandle {
  id: MeasureId | null;
}

/** One thing a user does to an assessment; each is one call of the contract. */
export type Edit =
  | { readonly kind: 'factor'; readonly factorIds: readonly string[]; readonly patch: FactorPatch }
  | { readonly kind: 'weightMode'; readonly mode: WeightMode }
  | { readonly kind: 'normalise' }
  | { readonly kind: 'context'; readonly side: Side; readonly context: SideContext }
  | { readonly kind: 'measure'; readonly handle: MeasureHandle; readonly fields: MeasureFields | null }
  | { readonly kind: 'conclusion'; readonly code: ConclusionCode; readonly text: string }
  | { readonly kind: 'proposal'; readonly patch: Partial<ProposalFields> };

/** The assessment as it will be once the edit is stored; what only the data process can say (new ids, shares after normalising) stays as it is. */
export function applyEdit(view: AssessmentView, edit: Edit): AssessmentView {
  switch (edit.kind) {
    case 'factor':
      return { ...view, factors: view.factors.map((factor) => (edit.factorIds.includes(factor.factorId) ? patched(factor, edit.patch) : factor)) };
    case 'weightMode':
      return { ...view, weightMode: edit.mode };
    case 'normalise':
      return view;
    case 'context':
      return { ...view, context: { ...view.context, [edit.side]: edit.context } };
    case 'measure':
      return { ...view, measures: measuresAfter(view.measures, edit.handle.id, edit.fields) };
    case 'conclusion':
      return { ...view, conclusion: { code: edit.code, text: edit.text } };
    case 'proposal':
      return { ...view, proposal: { ...view.proposal, ...defined(edit.patch) } };
  }
}

/** The edits that take one back, to be done in their order; none where the contract knows no way back (a first conclusion). */
export function inverseOf(view: AssessmentView, edit: Edit): Edit[] {
  switch (edit.kind) {
    case 'factor':
      return groupedPatches(view.factors.filter(({ factorId }) => edit.factorIds.includes(factorId)), keysOf(edit.patch));
    case 'weightMode':
      // Going over to equal weights gives up what was entered.
      return [{ kind: 'weightMode', mode: view.weightMode }, ...(view.weightMode === 'entered' ? weightsOf(view) : [])];
    case 'normalise':
      return weightsOf(view);
    case 'context':
      return [{ kind: 'context', side: edit.side, context: view.context[edit.side] }];
    case 'measure': {
      const before = view.measures.find(({ id }) => id === edit.handle.id);
      return [{ kind: 'measure', handle: edit.handle, fields: before === undefined ? null : fieldsOf(before) }];
    }
    case 'conclusion':
      return view.conclusion === null ? [] : [{ kind: 'conclusion', ...view.conclusion }];
    case 'proposal': {
      const before = Object.fromEntries(Object.keys(defined(edit.patch)).map((key) => [key, view.proposal[key as keyof ProposalFields]]));
      return [{ kind: 'proposal', patch: before }];
    }
  }
}

/**
 * One edit that does what both do, the later over the earlier; null where they touch different things.
 * Typing in a field is one call and one step back, not one per key.
 */
export function mergeEdits(earlier: Edit, later: Edit): Edit | null {
  if (earlier.kind === 'factor' && later.kind === 'factor') {
    return sameIds(earlier.factorIds, later.factorIds) ? { ...later, patch: { ...earlier.patch, ...later.patch } } : null;
  }
  if (earlier.kind === 'proposal' && later.kind === 'proposal') return { ...later, patch: { ...earlier.patch, ...later.patch } };
  if (earlier.kind === 'context' && later.kind === 'context') return earlier.side === later.side ? later : null;
  if (earlier.kind === 'measure' && later.kind === 'measure') {
    return earlier.handle === later.handle && earlier.handle.id !== null && earlier.fields !== null && later.fields !== null ? later : null;
  }
  if (earlier.kind === 'conclusion' && later.kind === 'conclusion') return later;
  return null;
}

/** Edits of one target and the same fields belong to one step back while they follow each other quickly. */
export function targetOf(edit: Edit): string {
  switch (edit.kind) {
    case 'factor':
      return `factor ${edit.factorIds.join()} ${keysOf(edit.patch).join()}`;
    case 'context':
      return `context ${edit.side}`;
    case 'measure':
      return `measure ${edit.handle.id ?? 'new'} ${edit.fields === null ? 'gone' : ''}`;
    case 'proposal':
      return `proposal ${Object.keys(edit.patch).join()}`;
    default:
      return edit.kind;
  }
}

export function fieldsOf({ id: _id, ...fields }: MeasureView): MeasureFields {
  return fields;
}

function patched(factor: FactorView, patch: FactorPatch): FactorView {
  return { ...factor, ...defined(patch) };
}

function measuresAfter(measures: readonly MeasureView[], id: MeasureId | null, fields: MeasureFields | null): readonly MeasureView[] {
  if (id === null) return measures;
  if (fields === null) return measures.filter((measure) => measure.id !== id);
  return measures.map((measure) => (measure.id === id ? { ...fields, id } : measure));
}

function weightsOf(view: AssessmentView): Edit[] {
  return groupedPatches(view.factors.filter(({ state }) => state === 'identified'), ['weight']);
}

/** Factors that were alike in these fields go back in one call. */
function groupedPatches(factors: readonly FactorView[], keys: readonly (keyof FactorPatch)[]): Edit[] {
  const groups = new Map<string, { factorIds: string[]; patch: FactorPatch }>();
  for (const factor of factors) {
    const patch: FactorPatch = Object.fromEntries(keys.map((key) => [key, factor[key]]));
    const group = groups.get(JSON.stringify(patch));
    if (group === undefined) groups.set(JSON.stringify(patch), { factorIds: [factor.factorId], patch });
    else group.factorIds.push(factor.factorId);
  }
  return [...groups.values()].map((group) => ({ kind: 'factor', ...group }));
}

function keysOf(patch: FactorPatch): (keyof FactorPatch)[] {
  return (Object.keys(patch) as (keyof FactorPatch)[]).filter((key) => patch[key] !== undefined);
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Fields that are undefined say nothing and change nothing. */
function defined<T extends object>(patch: T): { [K in keyof T]-?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as { [K in keyof T]-?: Exclude<T[K], undefined> };
}
