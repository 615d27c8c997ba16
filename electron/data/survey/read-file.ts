import { basename } from 'node:path';
import type { SurveyReading } from '#shared/contract/survey.ts';
import { guessColumns, tallyAnswers, type Answer, type SurveyMapping, type SurveyRules } from '#shared/domain/survey/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { openTable } from '#data/intake/index.ts';

/** Above this a table is no questionnaire of one matter. */
const MOST_ANSWERS = 200_000;

export interface SurveyFile {
  readonly path: string;
  readonly sheet: string | null;
  /** Null = by the headers. */
  readonly mapping: SurveyMapping | null;
}

/**
 * Counts a questionnaire's table; the first row holds the headers.
 *
 * @throws AppError those of the readers; FILE_EMPTY, FILE_TOO_LARGE, BAD_INPUT (a column that the table does not have)
 */
export async function readSurvey({ path, sheet, mapping: wanted }: SurveyFile, rules: SurveyRules): Promise<SurveyReading & { readonly sha256: string }> {
  const source = await openTable(path, { sheet: sheet ?? undefined });
  try {
    const rows: { readonly rowNo: number; readonly cells: readonly string[] }[] = [];
    for await (const chunk of source.rows()) {
      rows.push(...chunk);
      if (rows.length > MOST_ANSWERS) throw new AppError('FILE_TOO_LARGE', `A questionnaire of more than ${String(MOST_ANSWERS)} lines is not read.`, { path });
    }
    const [header, ...lines] = rows;
    if (header === undefined) throw new AppError('FILE_EMPTY', `${basename(path)} has no row at all.`, { path });
    const headers = header.cells.map((cell) => cell.trim());
    const mapping = wanted ?? guessColumns(headers, rules);
    const beyond = Object.values(mapping).find((column) => column !== null && column >= headers.length);
    if (beyond !== undefined) throw new AppError('BAD_INPUT', `The table has no column ${String(Number(beyond) + 1)}.`, { path: 'mapping' });
    return {
      fileName: basename(path), sheets: source.sheets, sheet: source.sheet, headers, mapping, sha256: await source.sha256(),
      tally: mapping.stance === null ? null : tallyAnswers(lines.map((line) => answerOf(line, mapping)), rules),
    };
  } finally {
    await source.close();
  }
}

function answerOf({ rowNo, cells }: { readonly rowNo: number; readonly cells: readonly string[] }, { stance, group, strength, count }: SurveyMapping): Answer {
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''));
  return { rowNo, stance: cell(stance), group: cell(group), strength: cell(strength), count: cell(count) };
}
