import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { StabilityLevel } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { wholeLevel, type Which } from '../runs.ts';
import { isSampleStore } from '../sample-repository.ts';
import { monthView } from '../views.ts';
import { FONT } from './cells.ts';
import { correctionSheet, dimensionSheet, indicatorSheet, methodSheet, rankingSheet, summarySheet, type Bulletin } from './sheets.ts';
import { textsIn, type Language } from './texts.ts';

export interface BulletinAsked {
  readonly level: StabilityLevel;
  readonly month: string;
  readonly which?: Which | undefined;
  readonly language: Language;
}

/**
 * The monthly bulletin as an Excel workbook. That it was exported, and the hash of the very file, is entered in the audit chain;
 * without the entry there is no file, and without the file no entry.
 *
 * @throws AppError NOT_FOUND, DISK_FULL, FILE_UNREADABLE
 */
export async function exportBulletin(context: CallContext, asked: BulletinAsked, path: string): Promise<{ path: string; sha256: string }> {
  const bulletin = await gather(context, asked);
  const { store, clock, actor, programVersion, emit } = context;
  const at = clock.now();
  const sheets = [summarySheet(bulletin), rankingSheet(bulletin), dimensionSheet(bulletin), indicatorSheet(bulletin), methodSheet(bulletin), correctionSheet(bulletin)];
  const content = await writeXlsx({
    sheets: sheets.flatMap((sheet) => (sheet === null ? [] : [sheet])),
    defaultFont: { name: FONT, size: 10 },
    properties: { title: bulletin.texts.title(asked.month, asked.level), creator: `Fengqiao ${programVersion}`, lastModifiedBy: actor.name, created: at, modified: at },
  });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const temporary = `${path}.part`;
  attempt(path, () => { writeFileSync(temporary, content); });
  try {
    await store.write(async (tx) => {
      const { run } = bulletin.view;
      await appendAudit(tx, {
        at, actor: actor.id, action: 'report.exported', subject: `stability:${run.subject}:${run.month}`,
        details: { kind: 'stability', level: asked.level, language: asked.language, fileName: basename(path), sha256, hash: run.hash, state: run.state },
      });
      attempt(path, () => { renameSync(temporary, path); });
    });
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  emit({ type: 'changed', topics: ['audit'], subject: null });
  return { path, sha256 };
}

async function gather(context: CallContext, asked: BulletinAsked): Promise<Bulletin> {
  const { definition, goalposts, header, places } = await wholeLevel(context, asked.level, asked.month, asked.which);
  return {
    view: await monthView(context, asked),
    definition, goalposts, places,
    dimensionMedians: header?.dimensionMedians ?? [],
    countyNames: new Map(context.regions.counties.map(({ code, name }) => [code, name])),
    sample: await isSampleStore(context.store.db),
    language: asked.language,
    texts: textsIn(asked.language),
  };
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC') throw new AppError('DISK_FULL', `The disk that holds ${path} is full; nothing was written.`, { path }, { cause: error });
    throw new AppError('FILE_UNREADABLE', `${path} cannot be written: it is open in another program, or the folder does not allow it.`, { path, reason: code }, { cause: error });
  }
}
