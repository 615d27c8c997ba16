import { basename } from 'node:path';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { assertNever } from '#shared/util/brand.ts';
import { appendAudit } from '#data/audit/index.ts';
import { prepareFile, type CallContext } from '#data/kernel/index.ts';
import { asWpqReport, type ReportData } from './data.ts';
import { gatherAssessment, gatherPortfolio } from './gather.ts';
import { coverSheet } from './sheets/cover.ts';
import { dissentsSheet } from './sheets/dissents.ts';
import { evidenceSheet } from './sheets/evidence.ts';
import { factorsSheet } from './sheets/factors.ts';
import { historySheet } from './sheets/history.ts';
import { itemsSheet } from './sheets/items.ts';
import { matrixSheet } from './sheets/matrix.ts';
import { measuresSheet } from './sheets/measures.ts';
import { methodSheet } from './sheets/method.ts';
import { mattersSheet, statisticsSheet } from './sheets/portfolio.ts';
import { wcFactorsSheet } from './sheets/wc-factors.ts';
import { textsIn, type Language } from './texts/index.ts';
import { FONT } from './workbook/style.ts';

export interface Exported {
  readonly path: string;
  readonly sha256: string;
}

/**
 * The report of one assessment as an Excel workbook. That it was exported, and the hash of the very file, is entered in the
 * audit chain; without the entry there is no file, and without the file no entry.
 *
 * @throws AppError NOT_FOUND, DISK_FULL, FILE_UNREADABLE
 */
export async function exportAssessment(context: CallContext, id: string, path: string, language: Language): Promise<Exported> {
  const data = await gatherAssessment(context, id, textsIn(language));
  const sheets = [coverSheet(data), ...scoreSheets(data), measuresSheet(data), dissentsSheet(data), evidenceSheet(data), historySheet(data), methodSheet(data)];
  return write(context, { path, sheets, title: data.view.proposal.title, subject: `assessment:${id}`, kind: 'assessment', language });
}

/** How the factors were scored, as the kind of method has it. */
function scoreSheets(data: ReportData): WriteSheet[] {
  const { judgement } = data;
  switch (judgement.kind) {
    case 'wpq': {
      const report = asWpqReport(data);
      return report === null ? [] : [factorsSheet(report), matrixSheet(report)];
    }
    case 'wc':
      return [wcFactorsSheet(data, judgement)];
    case 'scorecard':
      return [itemsSheet(data, judgement)];
    default:
      return assertNever(judgement, 'judgement');
  }
}

/** Every matter in one workbook; entered in the audit chain like the report of one. */
export async function exportPortfolio(context: CallContext, path: string, language: Language): Promise<Exported> {
  const data = await gatherPortfolio(context, textsIn(language));
  return write(context, { path, sheets: [mattersSheet(data), statisticsSheet(data)], title: data.texts.portfolioTitle, subject: 'store', kind: 'portfolio', language });
}

export interface Report {
  readonly path: string;
  readonly sheets: WriteSheet[];
  readonly title: string;
  readonly subject: string;
  readonly kind: 'assessment' | 'portfolio' | 'obligations' | 'measures';
  readonly language: Language;
}

/** Writes a workbook and enters it in the audit chain: both, or neither. @throws AppError DISK_FULL, FILE_UNREADABLE */
export async function write(context: CallContext, { path, sheets, title, subject, kind, language }: Report): Promise<Exported> {
  const { store, actor, clock, programVersion } = context;
  const at = clock.now();
  const content = await writeXlsx({
    sheets,
    defaultFont: { name: FONT, size: 10 },
    properties: { title, creator: `Fengqiao ${programVersion}`, lastModifiedBy: actor.name, created: at, modified: at },
  });
  const file = prepareFile(path, content);
  try {
    await store.write(async (tx) => {
      await appendAudit(tx, { at, actor: actor.id, action: 'report.exported', subject, details: { kind, language, fileName: basename(path), sha256: file.sha256 } });
      file.commit();
    });
  } catch (error) {
    file.discard();
    throw error;
  }
  context.emit({ type: 'changed', topics: ['audit'], subject: null });
  return { path, sha256: file.sha256 };
}
