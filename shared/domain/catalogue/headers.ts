/** What a header says beside the name: 受理时间（必填）, 联系电话(选填), Date (required). */
const REMARKS = /[([]\s*(必填|必填项|必选|选填|可选|非必填|可不填|可空|不可空|required|optional|yyyy[-/年]?mm[-/月]?(dd日?)?( hh:mm(:ss)?)?|是\/否|y\/n)\s*[)\]]/giu;
/** Width, brackets, stars, separators and breaks never tell two columns apart. */
const NOISE = /[\s*#_\-/:.,;·、。“”"'‘’()[\]{}<>《》【】〔〕「」|\\\u200b-\u200d\u2060\ufeff]/gu;

/**
 * One spelling of a column header: "＊ 总 投资\n（万元）" and "总投资(万元)" become "总投资万元".
 * Case, full width, blanks, line breaks, stars, brackets, separators and remarks such as (必填) do not count.
 */
export function normaliseHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(REMARKS, '').replace(NOISE, '');
}

/** Every spelling under which a field is known: Chinese and English name, id, synonyms. */
export function fieldHeaders(field: { id: string; name: { zh: string; en: string }; synonyms: readonly string[] }): string[] {
  return [field.name.zh, field.name.en, field.id, ...field.synonyms].map(normaliseHeader);
}
