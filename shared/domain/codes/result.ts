/** Why a cell is refused. The sentence stands in the page's texts under `rejects.<code>`, filled with `params`. */
export const REJECT_CODES = [
  'required', // an empty cell in a field that must be filled
  'excel_error', // #REF!, #VALUE! and their like
  'bad_number',
  'too_many_decimals', // params.max: decimal places the field keeps
  'out_of_range', // params.min / params.max
  'unit_mismatch', // params.unit: the unit of the cell that cannot be turned into the field's
  'bad_date',
  'bad_month',
  'ambiguous_month', // 2024.1 may be January, or October that lost its zero as a number
  'bad_boolean',
  'unknown_code', // params.value: not in the field's code list
  'bad_region', // neither a code of 6, 9 or 12 digits nor a name
  'unknown_region', // a code or name of this city that does not exist
  'ambiguous_region', // a name of two towns: add the county
  'region_mismatch', // code and name in one cell disagree
  'bad_credit_code',
  'bad_citizen_id',
  'rounded_id', // a spreadsheet kept 15 digits of a longer number: format the column as text and export again
  'masked_value', // masked in the source: leave the column out
  'bad_project_code',
  'bad_case_number',
  'bad_phone',
] as const;
export type RejectCode = (typeof REJECT_CODES)[number];

export interface RejectReason {
  readonly code: RejectCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The normalised content of a cell, or the reason why it has none. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: RejectReason };

export function accept<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refuse(code: RejectCode, params: RejectReason['params'] = {}): Checked<never> {
  return { ok: false, reason: { code, params } };
}
