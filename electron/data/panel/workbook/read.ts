import { readXlsx, type CellValue, type Sheet } from 'hucre/xlsx';
import { z } from 'zod';
import { fieldsOf, type Ballot, type PanelSettings } from '#shared/domain/panel/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { columnOf, FIRST_ROW, FORMAT, IDENTITY_SHEET, noteColumn, type Identity } from './layout.ts';

const identitySchema = z.object({ format: z.literal(FORMAT), assessment: z.string().min(1), round: z.string().regex(/^[1-9]\d{0,5}$/), member: z.string().min(1), layout: z.string().length(64) });

export interface ReadWorkbook {
  readonly identity: Identity;
  readonly sheet: Sheet;
}

/** Opens a scoring workbook. @throws AppError WORKBOOK_NOT_BALLOT for anything else */
export async function openBallot(content: Uint8Array): Promise<ReadWorkbook> {
  let sheets: readonly Sheet[];
  try {
    ({ sheets } = await readXlsx(content));
  } catch (cause) {
    throw notBallot('unreadable', cause);
  }
  const [scores, hidden] = [sheets[0], sheets.find(({ name }) => name === IDENTITY_SHEET)];
  const identity = identitySchema.safeParse(Object.fromEntries((hidden?.rows ?? []).map(([key, value]) => [textOf(key), textOf(value)])));
  if (scores === undefined || !identity.success) throw notBallot('notOurs');
  return { identity: identity.data, sheet: scores };
}

/**
 * The scores as they stand in the cells: a number as its shortest decimal text, a text without blanks, nothing as nothing. Whether they
 * are complete and in range is checked as with every other ballot.
 *
 * @throws AppError WORKBOOK_NOT_BALLOT where rows were added, removed or moved
 */
export function scoresOf({ sheet }: ReadWorkbook, factors: readonly string[], settings: PanelSettings): Ballot {
  const rows = sheet.rows.slice(FIRST_ROW);
  const ids = rows.map(([id]) => textOf(id));
  if (factors.some((factor, position) => ids[position] !== factor) || ids.slice(factors.length).some((id) => id !== '')) throw notBallot('rowsMoved');
  const fields = fieldsOf(settings);
  return factors.map((factor, position) => {
    const row = rows[position] ?? [];
    const of = (field: (typeof fields)[number]): string | null => (fields.includes(field) ? (textOf(row[columnOf(field, settings)]) || null) : null);
    return { factor, p: of('p'), q: of('q'), residualP: of('residualP'), residualQ: of('residualQ'), weight: of('weight'), note: textOf(row[noteColumn(settings)]).slice(0, 2000) };
  });
}

function textOf(value: CellValue | undefined): string {
  if (typeof value === 'string') return value.normalize('NFKC').trim();
  return typeof value === 'number' ? String(value) : '';
}

function notBallot(reason: 'unreadable' | 'notOurs' | 'rowsMoved', cause?: unknown): AppError {
  return new AppError('WORKBOOK_NOT_BALLOT', 'The file is not a scoring workbook of this panel, or its layout was changed.', { reason }, cause === undefined ? undefined : { cause });
}
