import { readFile } from 'node:fs/promises';
import { read, utils } from 'xlsx';
import { openTable } from '#data/intake/index.ts';
import { jobArguments, tell } from '../meter.ts';

/** Reads every cell of the first sheet as text; the count is that of the characters, so that both must have read the same. */
const [way, file] = jobArguments('way', 'file');

async function ours(): Promise<number> {
  const source = await openTable(file);
  let characters = 0;
  for await (const chunk of source.rows()) for (const { cells } of chunk) for (const cell of cells) characters += cell.length;
  await source.close();
  return characters;
}

async function sheetJs(): Promise<number> {
  const workbook = read(await readFile(file), { dense: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  if (sheet === undefined) throw new Error('no sheet');
  let characters = 0;
  for (const cells of utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true })) for (const cell of cells) characters += String(cell).length;
  return characters;
}

await tell(way === 'ours' ? ours : sheetJs);
