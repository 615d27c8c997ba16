import { en } from './en.ts';
import type { Language, ReportTexts } from './texts.ts';
import { zh } from './zh.ts';

export type { Language, ReportTexts, SpokenSide } from './texts.ts';

export function textsIn(language: Language): ReportTexts {
  return language === 'zh' ? zh : en;
}
export { ledgerTexts, type LedgerTexts } from './ledgers.ts';
