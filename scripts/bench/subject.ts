import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';

/** The category that the bulk measurements load: 12 columns, a place, a time, numbers, codes, no personal field. */
export const BULK_CATEGORY = '4.7';

const HEADERS = [
  'accident_no', 'occurred_at', 'place', 'region', 'accident_type', 'dead', 'injured', 'vehicles', 'loss', 'simple', 'liability', 'source_updated_at',
] as const;
const FLUSH_ROWS = 2000;
const ROADS = ['解放北路与胜利西路交叉口以东一百二十米', '群贤路金柯桥大道路口', '环城西路高架上匝道', '104国道绍兴段', '越兴路与凤林西路路口南侧非机动车道'] as const;

/** What the rows are made from: names of the columns, codes that the category takes, towns that exist. */
export interface BulkWords {
  readonly headers: ReadonlyMap<string, string>;
  readonly types: readonly string[];
  readonly liabilities: readonly string[];
  readonly towns: readonly string[];
}

type Cell = string | number;

/** Synthetic rows without an empty cell, so that another program's plain import takes them as well; the same for every run, others from another `from`. */
function* rows(words: BulkWords, count: number, from = 0): Generator<Cell[]> {
  const two = (value: number): string => String(value).padStart(2, '0');
  const pick = (from: readonly string[], turn: number): string => from[turn % from.length] ?? '';
  for (let n = from; n < from + count; n += 1) {
    // A full cycle of pseudo-random turns: neighbours differ, nothing repeats too soon.
    const turn = (n * 7919) % 1_000_003;
    const month = `202${String(turn % 5)}-${two(1 + (turn % 12))}`;
    const moment = `${month}-${two(1 + (turn % 28))} ${two(turn % 24)}:${two(turn % 60)}:${two(n % 60)}`;
    yield [
      `SG${String(turn).padStart(7, '0')}${String(n).padStart(8, '0')}`, moment, `${pick(ROADS, turn)}${String(turn % 997)}号门前（合成数据）`,
      pick(words.towns, turn), pick(words.types, turn), turn % 53 === 0 ? 1 : 0, turn % 4, 1 + (turn % 3), (turn % 90_000) * 10, turn % 2, pick(words.liabilities, turn), `${month}-28 08:00:00`,
    ];
  }
}

export async function writeBulkCsv(path: string, words: BulkWords, count: number, from = 0): Promise<void> {
  const out = createWriteStream(path);
  let text = `${headersOf(words).join(',')}\n`;
  let held = 0;
  for (const row of rows(words, count, from)) {
    text += `${row.join(',')}\n`;
    held += 1;
    if (held < FLUSH_ROWS) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
    held = 0;
  }
  out.end(text);
  await once(out, 'close');
}

export async function writeBulkXlsx(path: string, words: BulkWords, count: number): Promise<void> {
  const columns = headersOf(words).map((header) => ({ header }));
  await pipeline(Readable.fromWeb(writeXlsxStream(rows(words, count), { name: '合成数据', columns })), createWriteStream(path));
}

function headersOf(words: BulkWords): string[] {
  return HEADERS.map((id) => words.headers.get(id) ?? id);
}
