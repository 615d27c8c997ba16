import { factorsOf, isReassessed, type AssessmentModel, type Judgement } from '#shared/domain/assessment/index.ts';
import { parseDecimal, Real, sumOf, toDecimalString, toFixedString, type Exact } from '#shared/domain/decimal/index.ts';
import type { Grade } from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import type { AssessmentView } from '#shared/contract/index.ts';
import { compareDecimals } from '@/assessment/index.ts';
import { pick } from '@/i18n/index.ts';

/** An included factor as the charts draw it. Decimal text; null = not scored. */
export interface FactorRow {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  /** R by p and q; C, or the points of an item, where the method has those instead. */
  readonly initialR: string | null;
  /** Null where nothing was scored after the measures, even though the index then takes the initial value. */
  readonly residualR: string | null;
  readonly grade: Grade | null;
}

/** The included factors, the gravest before the measures first; unscored ones last. */
export function factorRows(view: AssessmentView, model: AssessmentModel, judgement: Judgement): FactorRow[] {
  const known = new Map(factorsOf(model).map((factor) => [factor.id, factor]));
  const [initial, residual] = [figuresOf(judgement, 'initial'), figuresOf(judgement, 'residual')];
  return view.factors
    .filter(({ state }) => state === 'identified')
    .map((scored) => {
      const { factorId, p, q, residualP, residualQ } = scored;
      const factor = known.get(factorId);
      return {
        id: factorId,
        name: factor === undefined ? factorId : pick(factor.name),
        area: factor?.area ?? '',
        p, q, residualP, residualQ,
        initialR: initial.get(factorId)?.figure ?? null,
        residualR: isReassessed(scored) ? (residual.get(factorId)?.figure ?? null) : null,
        grade: initial.get(factorId)?.grade ?? null,
      };
    })
    .sort((a, b) => gravestFirst(a.initialR, b.initialR));
}

interface FactorFigure {
  readonly figure: string | null;
  readonly grade: Grade | null;
}

function figuresOf(judgement: Judgement, side: 'initial' | 'residual'): ReadonlyMap<string, FactorFigure> {
  switch (judgement.kind) {
    case 'wpq':
      return new Map((judgement.draft[side]?.factors ?? []).map(({ id, r, grade }) => [id, { figure: r, grade }]));
    case 'wc':
      return new Map((judgement.draft[side]?.factors ?? []).map(({ id, c, grade }) => [id, { figure: c, grade }]));
    case 'scorecard':
      return new Map((judgement.draft[side]?.factors ?? []).map(({ id, points }) => [id, { figure: points, grade: null }]));
    default:
      return assertNever(judgement, 'judgement');
  }
}

function gravestFirst(a: string | null, b: string | null): number {
  return a === null || b === null ? compareDecimals(a, b) : compareDecimals(b, a);
}

export type AreaMeasure = 'max' | 'mean';

export interface AreaRow {
  readonly id: string;
  readonly name: string;
  /** Number of included factors. */
  readonly factors: number;
  /** Decimal text, at most four places for a mean; null while no factor of the area is scored. */
  readonly initial: string | null;
  readonly residual: string | null;
}

/** Highest or mean R by area, in the model's order. After the measures a factor that was not scored anew keeps its initial R, as in the index. */
export function areaRows(rows: readonly FactorRow[], model: AssessmentModel, measure: AreaMeasure): AreaRow[] {
  return model.areas.map((area) => {
    const own = rows.filter((row) => row.area === area.id);
    const before = own.flatMap(({ initialR }) => exactly(initialR));
    const after = own.flatMap(({ initialR, residualR }) => exactly(residualR ?? initialR));
    const reassessed = own.some(({ residualR }) => residualR !== null);
    return { id: area.id, name: pick(area.name), factors: own.length, initial: summed(before, measure), residual: reassessed ? summed(after, measure) : null };
  });
}

function exactly(text: string | null): Exact[] {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? [] : [value];
}

function summed(values: readonly Exact[], measure: AreaMeasure): string | null {
  const [first] = values;
  if (first === undefined) return null;
  if (measure === 'max') return toDecimalString(values.reduce((highest, value) => (value.gt(highest) ? value : highest), first));
  return toFixedString(new Real(sumOf(values)).div(values.length), 4);
}
