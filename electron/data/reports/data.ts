import type { AssessmentView, DissentsView, EvidenceAnswer, TimelineEntry } from '#shared/contract/index.ts';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';
import type { ReportTexts } from './texts/index.ts';

/** Everything a report of one assessment says, gathered before a cell is written. */
export interface ReportData {
  readonly view: AssessmentView;
  readonly model: AssessmentModel;
  readonly method: WpqMethod;
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

/** The name in the language of the report. */
export function named(texts: ReportTexts, name: Bilingual): string {
  return texts.language === 'zh' ? name.zh : name.en;
}

/** Footer of every page: what it is about, and the page. */
export function pageFooter({ view, texts }: Pick<ReportData, 'view' | 'texts'>): string {
  return `&L${view.proposal.title.replaceAll('&', '&&').slice(0, 60)}&R${texts.page}`;
}
