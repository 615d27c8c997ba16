import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { loadSamplePlan } from './load-plan.ts';
import { sampleNotes } from './notes.ts';
import type { SampleFormat, SamplePlan } from './plan.ts';
import { planSheet } from './sheet-plan.ts';
import type { CategorySource } from './source.ts';
import type { TownName } from './towns.ts';
import { SampleWorld } from './world.ts';
import { writeDelimited } from './write-csv.ts';
import { writeWorkbook } from './write-xlsx.ts';

export interface SampleOptions {
  /** Made if it is not there; files of the same names are replaced. */
  readonly outDir: string;
  /** Folder with sample/settings.json and sample/profiles-*.json. */
  readonly resourcesDir: string;
  readonly catalogue: Catalogue;
  readonly regions: Pick<RegionIndex, 'counties'>;
  /** Rows of each file, duplicates included; 500 when left out. A file has fewer where its months run out. */
  readonly rowsPerCategory?: number;
  /** 0 .. 2^32 - 1 */
  readonly seed?: number;
  /** The last month of the history, 'YYYY-MM'; as the settings say when left out. */
  readonly endMonth?: string;
  /** One format for all files; each category's own when left out. */
  readonly format?: SampleFormat;
}

export interface SampleFile {
  readonly category: string;
  readonly path: string;
  /** Rows below the header = rows that are right + faults + duplicates. */
  readonly rows: number;
  /** Rows that the importer must reject. */
  readonly faults: number;
  /** Rows that repeat an earlier one exactly. */
  readonly duplicates: number;
}

export interface SampleResult {
  readonly files: readonly SampleFile[];
}

const DEFAULT_ROWS = 500;
const EXTENSIONS: Readonly<Record<SampleFormat, string>> = { csv: 'csv', 'csv-gb18030': 'csv', 'tsv-utf16': 'tsv', xlsx: 'xlsx' };

/**
 * Writes synthetic batches of every category, marked as such, and a note beside them. The same options write the same bytes,
 * on any machine and at any time. Rows are made as they are written; what grows with them is an index of twelve bytes a row.
 *
 * @throws AppError RESOURCE_INVALID when resources/sample does not fit the catalogue
 */
export async function generateSample(options: SampleOptions): Promise<SampleResult> {
  const plan = loadSamplePlan(join(options.resourcesDir, 'sample'));
  const rowsPerCategory = options.rowsPerCategory ?? DEFAULT_ROWS;
  const world = createWorld(plan, options);
  for (const source of world.sources) source.check();
  const notes = sampleNotes(options.endMonth ?? plan.settings.endMonth, plan.settings.historyMonths, options.seed ?? plan.settings.seed);
  await mkdir(options.outDir, { recursive: true });
  await writeFile(join(options.outDir, '说明.txt'), `\ufeff${notes.join('\r\n')}\r\n`);
  const files: SampleFile[] = [];
  for (const source of world.sources) files.push(await writeFileOf(source, options, rowsPerCategory, notes));
  return { files };
}

/** The world that the options describe, before anything is written. */
export function createWorld(plan: SamplePlan, options: Pick<SampleOptions, 'catalogue' | 'regions' | 'rowsPerCategory' | 'seed' | 'endMonth'>): SampleWorld {
  return new SampleWorld({
    plan,
    seed: options.seed ?? plan.settings.seed,
    rowsPerCategory: options.rowsPerCategory ?? DEFAULT_ROWS,
    categories: options.catalogue.categories,
    towns: townNames(options.regions),
    endMonth: options.endMonth ?? plan.settings.endMonth,
  });
}

async function writeFileOf(source: CategorySource, options: SampleOptions, limit: number, notes: readonly string[]): Promise<SampleFile> {
  const { category, profile } = source;
  const format = options.format ?? profile.format;
  const path = join(options.outDir, `样例-${category.id}-${fileName(category.name.zh)}.${EXTENSIONS[format]}`);
  const sheet = planSheet(source, limit);
  if (format === 'xlsx') await writeWorkbook(path, category, sheet, limit, notes);
  else await writeDelimited(path, format, sheet);
  return { category: category.id, path, ...sheet.tally };
}

function townNames({ counties }: Pick<RegionIndex, 'counties'>): TownName[] {
  return counties.flatMap((county) => county.towns.map(({ code, name }) => ({ code, name, countyCode: county.code, county: county.name })));
}

/** What no file system takes in a name. */
function fileName(text: string): string {
  return text.replace(/[\\/:*?"<>|]/g, '-');
}
