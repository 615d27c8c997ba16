import type { ParsedInput } from '#shared/contract/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { followUpHandlers } from '#data/follow-up/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { obligationsHandlers } from '#data/obligations/index.ts';
import { write, type Exported } from './export.ts';
import { decisionType, placeName } from './gather.ts';
import { isSampleStore } from './report-repository.ts';
import { measureLedgerSheet, obligationsSheet, type LedgerSetting } from './sheets/ledgers.ts';
import { ledgerTexts, textsIn, type Language } from './texts/index.ts';

/** All rows: a workbook has no pages to turn. */
const ALL = { limit: Number.MAX_SAFE_INTEGER, offset: 0 };

/** The ledger of matters that must be assessed, as it is filtered on screen; entered in the audit chain. @throws AppError DISK_FULL, FILE_UNREADABLE */
export async function exportObligations(context: CallContext, { save, language, ...filter }: ParsedInput<'reports.exportObligations'>): Promise<Exported> {
  const setting = await settingOf(context, language);
  const page = await obligationsHandlers['obligations.list']({ ...filter, ...ALL }, context);
  const sheet = obligationsSheet(page, filter, setting, { place: (code) => placeName(context, code), decisionType: (code) => decisionType(context, code, setting.texts) });
  return write(context, { path: context.grants.path(save, 'write'), sheets: [sheet], title: ledgerTexts[language].obligations.title, subject: 'store', kind: 'obligations', language });
}

/** The ledger of measures, as it is filtered on screen; entered in the audit chain. @throws as exportObligations */
export async function exportMeasures(context: CallContext, { save, language, ...filter }: ParsedInput<'reports.exportMeasures'>): Promise<Exported> {
  const setting = await settingOf(context, language);
  const page = await followUpHandlers['measures.list']({ ...filter, ...ALL }, context);
  return write(context, { path: context.grants.path(save, 'write'), sheets: [measureLedgerSheet(page, filter, setting)], title: ledgerTexts[language].measures.title, subject: 'store', kind: 'measures', language });
}

async function settingOf({ store, clock }: CallContext, language: Language): Promise<LedgerSetting> {
  return { texts: textsIn(language), sample: await isSampleStore(store.db), asOf: chinaDay(clock.now()) };
}
