import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { halfWidth } from './text.ts';

type Entries = NonNullable<FieldDescriptor['codes']>;

/** Width, case and blanks do not tell labels apart. */
function normaliseLabel(text: string): string {
  return halfWidth(text).toLowerCase().replace(/\s+/g, '');
}

/**
 * Finds the code that a cell means: by the code itself, a label in either language or an `also`, by code and label together
 * ("1-满意", "01|110", "满意(1)"), or by a code that lost its leading zeros as a number ("1" for "01").
 * The labels go in first, so a shorthand never takes a label's place.
 */
export function compileCodeList(entries: Entries): (text: string) => string | null {
  const codes = new Map<string, string>();
  const add = (label: string, code: string): void => {
    const key = normaliseLabel(label);
    if (!codes.has(key)) codes.set(key, code);
  };
  for (const { code, zh, en, also } of entries) [code, zh, en, ...also].forEach((label) => add(label, code));
  for (const { code, zh } of entries) {
    for (const mark of ['', '-', '.', ':', '|', '_', '/', '、', '—']) add(`${code}${mark}${zh}`, code);
    add(`${zh}(${code})`, code);
  }
  for (const { code } of entries) if (/^0+\d+$/.test(code)) add(code.replace(/^0+(?=\d)/, ''), code);
  return (text) => codes.get(text) ?? codes.get(normaliseLabel(text)) ?? null;
}
