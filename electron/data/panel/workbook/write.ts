import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import type { BallotView } from '#shared/contract/index.ts';
import { fieldsOf } from '#shared/domain/panel/index.ts';
import { FIRST_FIELD, FIRST_ROW, HEAD_ROW, IDENTITY_KEYS, IDENTITY_SHEET, noteColumn, type Identity } from './layout.ts';
import { textsIn, type Language } from './texts.ts';

export interface Sheet {
  readonly identity: Identity;
  readonly name: string;
  readonly asks: Pick<BallotView, 'title' | 'round' | 'settings' | 'factors' | 'scales'>;
}

const FONT = 'Microsoft YaHei';
const thin = { style: 'thin' as const, color: { rgb: 'B4BCC6' } };
const BOX: CellStyle = { font: { name: FONT, size: 10 }, border: { top: thin, right: thin, bottom: thin, left: thin }, alignment: { vertical: 'center', wrapText: true } };
const HEAD: CellStyle = { ...BOX, font: { name: FONT, size: 10, bold: true }, alignment: { horizontal: 'center', vertical: 'center', wrapText: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4EDF7' } } };
const FIXED: CellStyle = { ...BOX, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F3F4F6' } } };
/** The only cells that can be written to. */
const OPEN: CellStyle = { ...BOX, protection: { locked: false } };

/** The scoring workbook of one expert: sheets and structure protected, only scores and reasons open, numbers checked as they are typed. */
export async function writeBallot({ identity, name, asks }: Sheet, language: Language): Promise<Uint8Array> {
  const texts = textsIn(language);
  const side = language === 'en' ? 'en' : 'zh';
  const fields = fieldsOf(asks.settings);
  const note = noteColumn(asks.settings);
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, value: string | null, style: CellStyle): void => { cells.set(`${String(row)},${String(column)}`, { value, style }); };
  const plain = (size: number, bold = false): CellStyle => ({ font: { name: FONT, size, bold }, alignment: { vertical: 'center', wrapText: true } });
  put(0, 0, texts.title(asks.title), plain(14, true));
  put(1, 0, texts.head(name, asks.round), plain(10));
  put(2, 0, texts.hint, plain(10));
  [...texts.columns, ...fields.map((field) => texts.fields[field]), texts.note].forEach((word, column) => { put(HEAD_ROW, column, word, HEAD); });
  asks.factors.forEach((factor, position) => {
    const row = FIRST_ROW + position;
    [factor.id, factor.name[side], factor.wording[side]].forEach((word, column) => { put(row, column, word, FIXED); });
    fields.forEach((_, at) => { put(row, FIRST_FIELD + at, null, OPEN); });
    put(row, note, null, OPEN);
  });
  const last = FIRST_ROW + asks.factors.length;
  const wide = (row: number) => ({ startRow: row, startCol: 0, endRow: row, endCol: note });
  const scores: WriteSheet = {
    name: texts.sheet, cells, merges: [wide(0), wide(1), wide(2)],
    columns: [{ width: 7 }, { width: 24 }, { width: 44 }, ...fields.map(() => ({ width: 12 })), { width: 40 }],
    rowDefs: new Map([[0, { height: 28 }], [2, { height: 34 }]]),
    freezePane: { rows: FIRST_ROW, columns: 2 },
    protection: { sheet: true, objects: true, scenarios: true },
    dataValidations: [{
      type: 'decimal', operator: 'between', formula1: '0', formula2: '1', allowBlank: true, showErrorMessage: true, errorStyle: 'stop', errorMessage: texts.wrong,
      range: `${letter(FIRST_FIELD)}${String(FIRST_ROW + 1)}:${letter(note - 1)}${String(last)}`,
    }],
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
  const hidden: WriteSheet = { name: IDENTITY_SHEET, rows: IDENTITY_KEYS.map((key) => [key, identity[key]]), hidden: true, protection: { sheet: true } };
  return writeXlsx({ sheets: [scores, scaleSheet(asks, language), hidden], defaultFont: { name: FONT, size: 10 }, workbookProtection: { lockStructure: true }, properties: { title: texts.title(asks.title) } });
}

function scaleSheet({ scales }: Sheet['asks'], language: Language): WriteSheet {
  const texts = textsIn(language);
  const side = language === 'en' ? 'en' : 'zh';
  const rows = (['p', 'q'] as const).flatMap((of) => scales[of].map(({ name, wording, above, upTo, value }) => [texts.scaleOf[of], name[side], above === null ? `[0, ${upTo}]` : `(${above}, ${upTo}]`, value, wording[side]]));
  const cells = new Map<string, Partial<Cell>>();
  [texts.scaleColumns, ...rows].forEach((row, at) => { row.forEach((value, column) => { cells.set(`${String(at)},${String(column)}`, { value, style: at === 0 ? HEAD : FIXED }); }); });
  return { name: texts.scale, cells, columns: [{ width: 14 }, { width: 12 }, { width: 14 }, { width: 10 }, { width: 70 }], protection: { sheet: true } };
}

/** A ballot has few columns: one letter is enough. */
function letter(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column);
}
