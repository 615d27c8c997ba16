import { LEVELS, type Level } from '#shared/domain/grading/index.ts';

/** What a text says in figures and fixed words; the words are those that assessments are written in, Chinese and English. */
export interface StatedFigures {
  readonly levels: readonly Level[];
  /** Decimal texts as written. */
  readonly indices: readonly string[];
  /** Totals of a scorecard, decimal texts as written. */
  readonly totals: readonly string[];
  /** Questionnaires said to have been collected. */
  readonly surveyed: readonly number[];
}

const LEVEL_WORDS: Readonly<Record<Level, RegExp>> = {
  low: /低风险|风险等级(?:为|：|:)?低|low risk/iu,
  medium: /(?<!其)中风险|中等风险|风险等级(?:为|：|:)?中|medium risk/iu,
  high: /高风险|风险等级(?:为|：|:)?高|high risk/iu,
};
/** "综合指数为 0.35", "T=0.35". */
const INDEX = /(?:(?:综合)?(?:风险)?指数|\bT\b|\bindex\b)\s*(?:值|约)?\s*(?:为|是|＝|=|：|:|of|is)?\s*(\d+\.\d+)/giu;
/** "总分为 32 分", "风险分值 32.5", "W=32", "a total of 32 points". */
const TOTAL = /(?:总得分|总分|风险分值?|合计得分|\bW\b|\btotal\b)\s*(?:值|约)?\s*(?:为|是|＝|=|：|:|of|is)?\s*(\d+(?:\.\d+)?)/giu;
/** "收回有效问卷 240 份", "问卷240份", "240 questionnaires". */
const QUESTIONNAIRES = /(?:回收|收回|有效)[^，。；,.;\d]{0,8}问卷[^，。；,.;\d]{0,4}(\d+)\s*份|(?<!发放|发出)问卷\s*(\d+)\s*份|(\d+)\s+(?:valid\s+)?questionnaires/giu;

export function statedFigures(text: string): StatedFigures {
  return {
    levels: LEVELS.filter((level) => LEVEL_WORDS[level].test(text)),
    indices: [...text.matchAll(INDEX)].flatMap(([, figure]) => figure ?? []),
    totals: [...text.matchAll(TOTAL)].flatMap(([, figure]) => figure ?? []),
    surveyed: [...text.matchAll(QUESTIONNAIRES)].flatMap(([, collected, plain, english]) => Number(collected ?? plain ?? english)),
  };
}
