import type { AssessmentResult, AssessmentView, DissentsView, EvidenceAnswer, TimelineEntry } from '#shared/contract/index.ts';
import type { AssessmentModel, Judgement } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import type { JudgingMethod, WpqMethod } from '#shared/domain/grading/index.ts';
import type { ReportTexts } from './texts/index.ts';

/** Everything a report of one assessment says, gathered before a cell is written. */
export interface ReportData {
  readonly view: AssessmentView;
  readonly model: AssessmentModel;
  readonly method: JudgingMethod;
  /** Method and figures together, by kind of method. */
  readonly judgement: Judgement;
  readonly methodHash: string;
  /** In the words of the language: names of the places and of the kind of decision. */
  readonly placeNames: readonly string[];
  readonly decisionType: string;
  /** Name of any kind of decision by its code. */
  readonly decisionTypeOf: (code: string) => string;
  /** Name of any place by its code; the code itself where no division has it. */
  readonly nameOf: (code: string) => string;
  readonly evidence: { readonly frozen: boolean; readonly answers: readonly EvidenceAnswer[] };
  readonly dissents: DissentsView;
  readonly timeline: readonly TimelineEntry[];
  /** Where the audit chain ended before this export was entered. */
  readonly chainHead: { readonly seq: number; readonly hash: string };
  /** Null while the assessment is not frozen. */
  readonly recomputed: boolean | null;
  readonly sample: boolean;
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly programVersion: string;
  readonly texts: ReportTexts;
}

/** The report of a case whose method scores by p and q. */
export interface WpqReport extends ReportData {
  readonly method: WpqMethod;
  readonly result: Extract<AssessmentResult, { kind: 'wpq' }>;
}

/** Null where the case has another kind of method. */
export function asWpqReport(data: ReportData): WpqReport | null {
  const { method, view: { result } } = data;
  return method.kind === 'wpq' && result.kind === 'wpq' ? { ...data, method, result } : null;
}

/** The name in the language of the report. */
export function named(texts: ReportTexts, name: Bilingual): string {
  return texts.language === 'zh' ? name.zh : name.en;
}

/** Footer of every page: what it is about, and the page. */
export function pageFooter({ view, texts }: Pick<ReportData, 'view' | 'texts'>): string {
  return `&L${view.proposal.title.replaceAll('&', '&&').slice(0, 60)}&R${texts.page}`;
}
