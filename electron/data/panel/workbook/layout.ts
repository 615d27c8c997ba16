import { fieldsOf, type BallotField, type PanelSettings } from '#shared/domain/panel/index.ts';
import { textOf } from '../panel.ts';

/** Where things stand in a scoring workbook; rows and columns count from 0. */
export const FORMAT = 'fengqiao-ballot@1';
export const IDENTITY_SHEET = 'fengqiao';
export const HEAD_ROW = 3;
export const FIRST_ROW = HEAD_ROW + 1;
/** Number, name and meaning of the factor stand before the scores. */
export const FIRST_FIELD = 3;

/** What says which ballot a workbook is; kept on a sheet that nobody sees. */
export interface Identity {
  readonly format: string;
  readonly assessment: string;
  readonly round: string;
  readonly member: string;
  /** SHA-256 over factors and questions: another layout is another ballot. */
  readonly layout: string;
}

export const IDENTITY_KEYS = ['format', 'assessment', 'round', 'member', 'layout'] as const satisfies readonly (keyof Identity)[];

export function layoutHash(factors: readonly string[], settings: PanelSettings): string {
  return textOf({ factors, fields: fieldsOf(settings) }).hash;
}

export function noteColumn(settings: PanelSettings): number {
  return FIRST_FIELD + fieldsOf(settings).length;
}

export function columnOf(field: BallotField, settings: PanelSettings): number {
  return FIRST_FIELD + fieldsOf(settings).indexOf(field);
}
