import type { AssessmentState, ConclusionCode, FactorState, WeightMode } from '#shared/contract/index.ts';
import type { Unit } from '#shared/domain/catalogue/index.ts';
import type { CheckCode } from '#shared/domain/assessment/index.ts';
import type { Level, PathName } from '#shared/domain/grading/index.ts';

export type Language = 'zh' | 'en';

/** What is said of one side in the level sentence. */
export interface SpokenSide {
  readonly level: Level;
  /** As shown: rounded, but never across a cut-off. */
  readonly index: string;
  readonly decidedBy: readonly PathName[];
}

/** Every word of the reports in one language; a missing one does not compile. */
export interface ReportTexts {
  readonly language: Language;
  readonly title: string;
  readonly portfolioTitle: string;
  readonly sample: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  /** Between items of a list inside one cell. */
  readonly comma: string;
  readonly semicolon: string;
  bracketed(text: string): string;
  readonly page: string;
  readonly sheets: Readonly<Record<'cover' | 'factors' | 'matrix' | 'measures' | 'evidence' | 'history' | 'method' | 'matters' | 'statistics', string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly levelUnknown: string;
  readonly paths: Readonly<Record<PathName, string>>;
  readonly states: Readonly<Record<AssessmentState, string>>;
  readonly factorStates: Readonly<Record<FactorState, string>>;
  readonly weightModes: Readonly<Record<WeightMode, string>>;
  readonly conclusions: Readonly<Record<ConclusionCode, string>>;
  /** Findings, short; the factors they are about stand behind them. */
  readonly checks: Readonly<Record<CheckCode, string>>;
  readonly initial: string;
  readonly residual: string;
  sentence(initial: SpokenSide | null, residual: SpokenSide | null): string;
  readonly cover: {
    readonly basics: string;
    readonly decisionType: string;
    readonly places: string;
    readonly unit: string;
    readonly decisionOn: string;
    readonly period: string;
    readonly project: string;
    readonly description: string;
    readonly state: string;
    readonly revision: string;
    readonly exported: string;
    readonly result: string;
    readonly path: string;
    readonly overall: string;
    readonly exactIndex: string;
    readonly missing: string;
    readonly decisive: string;
    readonly outcome: string;
    readonly conclusion: string;
    readonly submitted: string;
    readonly decision: string;
    readonly notDecided: string;
    readonly agrees: string;
    readonly differs: string;
    readonly reasons: string;
    readonly returned: string;
    readonly findings: string;
    readonly method: string;
    readonly methodName: string;
    readonly model: string;
    readonly cutOffs: string;
    readonly direction: string;
    readonly stamp: string;
    readonly lastEntry: string;
    readonly snapshot: string;
    readonly recomputed: string;
    readonly recomputedEqual: string;
    readonly recomputedDifferent: string;
    readonly program: string;
    grades(counts: readonly { readonly grade: string; readonly count: number }[]): string;
    people(count: number): string;
    readonly noTrigger: string;
    opposed(share: string, surveyed: number | null): string;
  };
  readonly factors: {
    readonly id: string;
    readonly area: string;
    readonly factor: string;
    readonly stage: string;
    readonly weight: string;
    readonly p: string;
    readonly q: string;
    readonly r: string;
    readonly grade: string;
    readonly part: string;
    readonly note: string;
    readonly total: string;
    readonly excluded: string;
    readonly reason: string;
    readonly chart: string;
    intro(weights: string, identified: number, excluded: number, open: number): string;
  };
  readonly matrix: {
    readonly probability: string;
    readonly impact: string;
    readonly moved: string;
    readonly from: string;
    readonly to: string;
    readonly intro: string;
    cell(p: string, q: string): string;
  };
  readonly measures: {
    readonly no: string;
    readonly measure: string;
    readonly factors: string;
    readonly owner: string;
    readonly assistant: string;
    readonly deadline: string;
    readonly controlPoint: string;
    readonly empty: string;
  };
  readonly evidence: {
    readonly question: string;
    readonly category: string;
    readonly factors: string;
    readonly scope: string;
    readonly from: string;
    readonly to: string;
    readonly value: string;
    readonly unit: string;
    readonly rank: string;
    readonly of: string;
    readonly rankedPlace: string;
    readonly rankedBy: string;
    readonly rankValue: string;
    readonly adjusted: string;
    readonly median: string;
    readonly records: string;
    readonly batches: string;
    readonly trend: string;
    readonly per: Readonly<Record<'count' | 'residents', string>>;
    readonly scopes: Readonly<Record<'towns' | 'counties' | 'project', string>>;
    readonly noData: string;
    readonly units: Readonly<Record<Unit, string>>;
    intro(frozen: boolean): string;
  };
  readonly history: {
    readonly seq: string;
    readonly at: string;
    readonly by: string;
    readonly action: string;
    readonly details: string;
    readonly hash: string;
    readonly intro: string;
    readonly actions: Readonly<Record<string, string>>;
    readonly fields: Readonly<Record<string, string>>;
  };
  readonly method: {
    readonly formula: string;
    readonly formulaText: string;
    readonly source: string;
    readonly directionText: string;
    readonly grades: string;
    readonly grade: string;
    readonly condition: string;
    readonly paths: string;
    readonly highest: string;
    readonly missing: string;
    readonly scales: string;
    readonly interval: string;
    readonly wording: string;
    readonly taken: string;
    readonly conclusions: string;
    readonly legend: string;
    readonly legendTexts: readonly string[];
    readonly opposed: string;
    readonly people: string;
    rule(grade: string, orWorse: boolean, atLeast: number): string;
    readonly or: string;
    readonly otherwise: string;
  };
  readonly portfolio: {
    readonly title: string;
    readonly decisionOn: string;
    readonly index: string;
    readonly level: string;
    readonly decidedBy: string;
    readonly conclusion: string;
    readonly decision: string;
    readonly agrees: string;
    readonly scored: string;
    readonly createdBy: string;
    readonly updatedAt: string;
    readonly submittedAt: string;
    readonly decidedAt: string;
    readonly total: string;
    readonly byLevel: string;
    readonly noLevel: string;
    intro(count: number): string;
  };
}
