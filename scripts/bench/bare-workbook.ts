import { strToU8, zipSync } from 'fflate';

interface BareSheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The least that a spreadsheet program opens: cells as numbers or inline text, no styles, no widths. The floor of any writer. */
export function bareWorkbook(sheets: readonly BareSheet[]): Uint8Array {
  const list = sheets.map(({ name }, index) => `<sheet name="${escape(name)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`).join('');
  const links = sheets.map((_, index) => `<Relationship Id="rId${String(index + 1)}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`).join('');
  const types = sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${String(index + 1)}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('');
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types}</Types>`,
    ),
    '_rels/.rels': strToU8(`${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links}</Relationships>`),
    ...Object.fromEntries(sheets.map(({ rows }, index) => [`xl/worksheets/sheet${String(index + 1)}.xml`, strToU8(sheetXml(rows))])),
  });
}

function sheetXml(rows: BareSheet['rows']): string {
  const lines = rows.map((cells) => `<row>${cells.map(cellXml).join('')}</row>`);
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(value: unknown): string {
  if (typeof value === 'number') return `<c><v>${String(value)}</v></c>`;
  const text = value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : '';
  return text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${escape(text)}</t></is></c>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
