import { accept, refuse, type Checked } from './result.ts';
import { compact } from './text.ts';

/** First characters of the courts' codes, with the division code of their province. */
const PROVINCES: Readonly<Record<string, string>> = {
  京: '11', 津: '12', 冀: '13', 晋: '14', 内: '15', 辽: '21', 吉: '22', 黑: '23', 沪: '31', 苏: '32', 浙: '33', 皖: '34', 闽: '35', 赣: '36', 鲁: '37',
  豫: '41', 鄂: '42', 湘: '43', 粤: '44', 桂: '45', 琼: '46', 渝: '50', 川: '51', 黔: '52', 贵: '52', 云: '53', 藏: '54', 陕: '61', 甘: '62', 青: '63', 宁: '64', 新: '65',
};
const SHAPE = /^[([〔【]?(\d{4})[)\]〕】]?(最高法|兵\d{0,4}|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵云藏陕甘青宁新]\d{0,4})([\u4e00-\u9fff]{1,8})(\d{1,8})号?((?:之[一二三四五六七八九十]{1,3})?)$/u;

/**
 * Case number of a court, (YYYY)浙0602民初123号: brackets of any kind become (), leading zeros of the number go,
 * a missing 号 is set.
 */
export function checkCaseNumber(text: string): Checked<string> {
  const match = SHAPE.exec(compact(text));
  if (match === null) return refuse('bad_case_number');
  const [, year = '', court = '', kind = '', number = '', part = ''] = match;
  const serial = number.replace(/^0+/, '');
  if (Number(year) < 1949 || Number(year) > 2199 || serial === '') return refuse('bad_case_number');
  return accept(`(${year})${court}${kind}${serial}号${part}`);
}

/**
 * Division code of the county whose court hears the case ("330602" from (2024)浙0602民初1号), or null for a higher court.
 * Holds for basic courts, whose codes follow the divisions; special courts lead to codes that no list knows.
 */
export function courtDivision(caseNumber: string): string | null {
  const match = /([\u4e00-\u9fff])(\d{4})[\u4e00-\u9fff]/u.exec(caseNumber);
  const province = PROVINCES[match?.[1] ?? ''];
  return province === undefined ? null : `${province}${match?.[2] ?? ''}`;
}
