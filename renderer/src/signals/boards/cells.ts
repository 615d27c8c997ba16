import type { BoardFigureView, BoardGroupRow, BoardValue, BoardView } from '#shared/contract/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import { groupKey, type BoardGroup, type FigureUnit } from '#shared/domain/signals/index.ts';
import { pick, t, tCode, unitWord } from '@/i18n/index.ts';
import { groupDigits } from '@/ui/index.ts';

/** Which part of the data a board shows. */
export interface Scope {
  /** "YYYY-MM"; null = the newest with data. */
  readonly month: string | null;
  readonly months: number;
  readonly place: string | null;
}

/** One number of a board: which figure, and of what. */
export interface Cell {
  readonly figure: string;
  readonly only: { readonly month?: string; readonly group?: string; readonly key?: string };
  /** What it is of, in words. */
  readonly where: string;
}

/** A figure as it stands in a cell: its digits grouped; nothing where there is nothing to count. */
export function valueText(value: BoardValue | undefined): string | null {
  const text = value?.value ?? null;
  return text === null ? null : groupDigits(text);
}

/** Units of the catalogue, and of durations. */
export function figureUnit(unit: FigureUnit): string {
  return tCode('signals.durations', unit, {}, unitWord(unit));
}

/** A change with its sign: "+12.50", "-18.00"; null where there is nothing to compare with. */
export function changeText(change: string | null): string | null {
  if (change === null) return null;
  return change.startsWith('-') || /^0(\.0*)?$/u.test(change) ? `${change}%` : `+${change}%`;
}

/** What a board is grouped by, in words. */
export function groupWords(group: BoardGroup, view: BoardView): string {
  if (group.by !== 'field') return t(`signals.board.group.${group.by}`);
  return pick(view.groups[groupKey(group)]?.name ?? { zh: group.field, en: group.field });
}

/** The name of one group; rows that do not say are one of their own. */
export function rowName({ key, name }: BoardGroupRow): string {
  return key === '' ? t('signals.board.unknown') : pick(name);
}

/** Groups by one figure, the greatest first; what is not known stands last, whichever way. */
export function sortRows(rows: readonly BoardGroupRow[], figure: string, direction: 'asc' | 'desc' = 'desc'): BoardGroupRow[] {
  const sign = direction === 'asc' ? 1 : -1;
  const value = (row: BoardGroupRow): string | null => row.values[figure]?.value ?? null;
  const known = rows.filter((row) => value(row) !== null);
  const unknown = rows.filter((row) => value(row) === null);
  return [...[...known].sort((a, b) => sign * exact(value(a) ?? '0').cmp(exact(value(b) ?? '0'))), ...unknown];
}

/** False where no row stands behind the number: there is nothing to open. */
export function opens(value: BoardValue | undefined): boolean {
  return value !== undefined && (value.part ?? value.rows) > 0;
}

export function figureById(view: BoardView, id: string): BoardFigureView | undefined {
  return view.figures.find((figure) => figure.id === id);
}

export function figureName(view: BoardView, id: string): string {
  const figure = figureById(view, id);
  return figure === undefined ? id : pick(figure.name);
}
