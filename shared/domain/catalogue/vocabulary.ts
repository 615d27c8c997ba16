/** The closed word lists of descriptors. */

export const FIELD_TYPES = [
  'text', 'integer', 'number', 'date', 'datetime', 'month', 'boolean', 'code',
  'region', 'creditCode', 'citizenId', 'projectCode', 'caseNumber', 'phone',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Types that know their own identifier: a cell of one can be told from a cell of another. */
export const IDENTIFIER_TYPES = ['creditCode', 'citizenId', 'projectCode', 'caseNumber', 'phone'] as const satisfies readonly FieldType[];

/** How a personal field is masked on screen: 张*, 330602********1234, 138****5678, first six characters of an address. */
export const PERSONAL_KINDS = ['name', 'id', 'phone', 'address', 'other'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export const UNITS = [
  '元', '万元', '元/亩', '公顷', '亩', '平方米', '户', '人', '件', '次', '天', '月', '个', '辆', '间', '%', '岁', '度', '分', '份', '处', '起',
] as const;
export type Unit = (typeof UNITS)[number];

/** How often a category's batches usually arrive. */
export const RHYTHMS = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;
