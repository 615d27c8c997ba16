import { accept, refuse, type Checked } from './result.ts';
import { compact, isRoundedNumber } from './text.ts';

const DASHES = /[‐-―−—_]/gu;
const SHAPE = /^(\d{4})-?(\d{6})-?(\d{2})-?(\d{2})-?(\d{6})$/;
const WITHIN = /\d{4}-\d{6}-\d{2}-\d{2}-\d{6}/;

/**
 * Code of an investment project, YYYY-RRRRRR-II-TT-NNNNNN; since the end of 2020 the first group is YYMM.
 * Industry and type groups are opaque, and the region group may be a zone outside GB/T 2260. Missing dashes are set.
 */
export function checkProjectCode(text: string): Checked<string> {
  const code = compact(text).replace(DASHES, '-');
  const match = SHAPE.exec(code);
  if (match === null) return refuse(isRoundedNumber(code) ? 'rounded_id' : 'bad_project_code');
  const [, head = '', ...rest] = match;
  return isYearOrMonth(head) ? accept([head, ...rest].join('-')) : refuse('bad_project_code');
}

/** The project code that a free text mentions, or null. */
export function findProjectCode(text: string): string | null {
  const found = WITHIN.exec(compact(text).replace(DASHES, '-'))?.[0];
  if (found === undefined) return null;
  const checked = checkProjectCode(found);
  return checked.ok ? checked.value : null;
}

function isYearOrMonth(head: string): boolean {
  if (head.startsWith('20') || head.startsWith('19')) return true;
  const month = Number(head.slice(2));
  return month >= 1 && month <= 12;
}
