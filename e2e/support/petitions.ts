import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Synthetic petitions (category 2.4) with headers as an office sends them: synonyms, other date forms, labels for codes. */
const HEADER = '信访编号,来访日期,信访形式,信访人,证件号,问题属地,涉及人数,投诉内容';

export interface Petition {
  readonly no: string;
  readonly on: string;
  readonly people?: string;
  readonly text?: string;
  readonly region?: string;
}

export function petitionCsv(rows: readonly Petition[]): string {
  const lines = rows.map(({ no, on, people = '3', text = '【样例】诉求', region = '330602001' }) => [no, on, '走访', '样例甲', '', region, people, `"${text}"`].join(','));
  return `\uFEFF${[HEADER, ...lines].join('\r\n')}\r\n`;
}

export function writePetitions(folder: string, name: string, rows: readonly Petition[]): string {
  const path = join(folder, name);
  writeFileSync(path, petitionCsv(rows), 'utf8');
  return path;
}
