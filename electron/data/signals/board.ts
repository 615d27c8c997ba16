import type { BoardFigureView, BoardGroupRow, BoardGroupView, BoardValue, BoardView, ParsedInput, RecordPage } from '#shared/contract/index.ts';
import { categoryById, fieldById, type Bilingual, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import { changePercent, figureText, groupKey, type Board, type BoardFigure, type BoardGroup } from '#shared/domain/signals/index.ts';
import { addMonths, chinaDay, monthEnd, monthsUpTo } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { recordsByIds } from '#data/records/index.ts';
import { rememberedFigures, type BoardFigures } from './board-cache.ts';
import { heldMonths } from './coverage-repository.ts';
import { lastDay } from './evaluate-rule.ts';
import { figureRows, readFigures, type GroupedFigure, type Grouping } from './figure-repository.ts';
import { boardById, libraryOf } from './library.ts';
import { readingOf, type Reading } from './reading-repository.ts';
import { ruleSummaries } from './view.ts';
import { placeName, wordsOf } from './words.ts';

const TREND_MONTHS = 24;
/** The last of a very long list say nothing on a board; how many they are is said. */
const GROUPS_SHOWN = 1000;
const NOTHING: BoardValue = { value: null, rows: 0, part: null };

type Scope = ParsedInput<'signals.board'>;

/** First and last month, both included. */
interface Span {
  readonly from: string;
  readonly to: string;
}

interface Asked {
  readonly context: CallContext;
  readonly board: Board;
  readonly place: string | null;
  /** Newest month with data up to the current one, by category. */
  readonly newest: ReadonlyMap<string, string | null>;
  readonly period: Span;
}

/** A board over so many months up to one: every figure with the same months of the year before, by month, and by each of its groups. */
export async function boardView(context: CallContext, scope: Scope): Promise<BoardView> {
  const { value: board, hash } = boardById(libraryOf(context), scope.board);
  const categories = board.figures.flatMap(({ source: { category, via } }) => (via === undefined ? [category] : [category, via.category]));
  const figures = await rememberedFigures(context, hash, scope, categories, async () => countBoard(await ask(context, board, scope), hash, scope.months));
  return { ...figures, rules: (await ruleSummaries(context)).filter(({ rule }) => board.rules.includes(rule.id)) };
}

async function countBoard(asked: Asked, hash: string, months: number): Promise<BoardFigures> {
  const { context, board, period } = asked;
  const now = await figuresBy(asked, board.figures, period, { by: 'none' });
  const before = await figuresBy(asked, board.figures, { from: addMonths(period.from, -12), to: addMonths(period.to, -12) }, { by: 'none' });
  const trend = { from: addMonths(period.to, 1 - TREND_MONTHS), to: period.to };
  const byMonth = await figuresBy(asked, board.figures, trend, { by: 'month' });
  const groups: Record<string, BoardGroupView> = {};
  for (const [key, { group, figures }] of groupsOf(board)) {
    const rows = await groupRows(asked, group, figures);
    groups[key] = { name: groupFieldName(context, group, figures), rows: rows.slice(0, GROUPS_SHOWN), left: Math.max(0, rows.length - GROUPS_SHOWN) };
  }
  return {
    board, hash, from: `${period.from}-01`, to: monthEnd(period.to), months: monthsUpTo(period.to, months),
    place: asked.place === null ? null : { code: asked.place, name: placeName(context.regions, asked.place, null) ?? asked.place },
    categories: [...asked.newest].map(([id, newest]) => ({ id, name: categoryById(context.catalogue, id)?.name ?? { zh: id, en: id }, newest })),
    figures: board.figures.map((figure) => figureView(figure, now.get('')?.[figure.id], before.get('')?.[figure.id])),
    byMonth: monthsUpTo(period.to, TREND_MONTHS).map((month) => ({ month, values: byMonth.get(month) ?? {} })),
    groups,
    words: wordsOf(context.catalogue, board.figures.map(({ source }) => source)),
  };
}

/** The rows behind one figure. @throws AppError NOT_FOUND for a figure or a group that the board does not have */
export async function boardRecords(context: CallContext, input: ParsedInput<'signals.boardRecords'>): Promise<RecordPage> {
  const { value: board } = boardById(libraryOf(context), input.board);
  const figure = board.figures.find(({ id }) => id === input.figure);
  if (figure === undefined) throw new AppError('NOT_FOUND', `The board ${board.id} has no figure ${input.figure}.`, { figure: input.figure });
  const asked = await ask(context, board, input);
  const { month, group, key } = input.only;
  const reading = readingFor(asked, figure, month === undefined ? asked.period : { from: month, to: month });
  const grouping = group === undefined ? null : groupsOf(board).get(group)?.group;
  if (grouping === undefined) throw new AppError('NOT_FOUND', `The board ${board.id} has no group ${String(group)}.`, { group: String(group) });
  const { rowIds, total } = await figureRows(context.store.db, reading, figure, asked.place, grouping === null ? null : { grouping, key: key ?? '' }, input);
  return recordsByIds(context, reading.category, rowIds, total);
}

async function ask(context: CallContext, board: Board, { month, months, place }: Scope): Promise<Asked> {
  const today = chinaDay(context.clock.now()).slice(0, 7);
  const newest = new Map<string, string | null>();
  for (const { source } of board.figures) {
    if (!newest.has(source.category)) newest.set(source.category, (await heldMonths(context.store.db, [source.category])).filter((one) => one <= today).at(-1) ?? null);
  }
  const known = [...newest.values()].filter((one) => one !== null).sort();
  const to = month ?? known.at(-1) ?? today;
  return { context, board, place: place ?? null, newest, period: { from: addMonths(to, 1 - months), to } };
}

function readingFor({ context, newest }: Asked, { source }: BoardFigure, span: Span): Reading {
  const today = chinaDay(context.clock.now());
  const last = newest.get(source.category);
  const asOf = last === null || last === undefined ? today : lastDay(last, today);
  return { ...readingOf(context.catalogue, source, { from: `${span.from}-01`, to: monthEnd(span.to), asOf }), where: [] };
}

/** Values by group and figure. Figures over the same rows share one query. */
async function figuresBy(asked: Asked, figures: readonly BoardFigure[], span: Span, grouping: Grouping): Promise<ReadonlyMap<string, Readonly<Record<string, BoardValue>>>> {
  const values = new Map<string, Record<string, BoardValue>>();
  for (const same of Map.groupBy(figures, ({ source }) => JSON.stringify([source.category, source.via])).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const reading = readingFor(asked, first, span);
    for (const one of await readFigures(asked.context.store.db, reading, same, grouping, asked.place)) {
      const figure = same.find(({ id }) => id === one.figure);
      if (figure === undefined) continue;
      values.set(one.key, { ...values.get(one.key), [one.figure]: valueOf(reading.category, figure, one) });
    }
  }
  return values;
}

function valueOf(category: CategoryDescriptor, { measure }: BoardFigure, { parts }: GroupedFigure): BoardValue {
  const scale = measure.kind === 'sum' ? (fieldOf(category, measure.field).scale ?? 0) : 0;
  return { value: figureText(measure.kind, parts, scale), rows: parts.rows, part: measure.kind === 'share' ? parts.part : null };
}

function figureView({ id, name, unit, source }: BoardFigure, now: BoardValue = NOTHING, before: BoardValue = NOTHING): BoardFigureView {
  return { id, name, unit, category: source.category, now, lastYear: before, change: changePercent(now.value, before.value) };
}

/** All groups of a board by their key, each with the figures that any chart or table shows of it. */
function groupsOf(board: Board): ReadonlyMap<string, { readonly group: BoardGroup; readonly figures: readonly BoardFigure[] }> {
  const asked = [...board.charts.flatMap((chart) => (chart.kind === 'groups' ? [chart] : [])), ...board.tables];
  return new Map(
    [...Map.groupBy(asked, ({ group }) => groupKey(group))].flatMap(([key, parts]) => {
      const ids = parts.flatMap(({ figures }) => figures);
      const group = parts[0]?.group;
      return group === undefined ? [] : [[key, { group, figures: board.figures.filter(({ id }) => ids.includes(id)) }]];
    }),
  );
}

async function groupRows(asked: Asked, group: BoardGroup, figures: readonly BoardFigure[]): Promise<readonly BoardGroupRow[]> {
  const values = await figuresBy(asked, figures, asked.period, group);
  const first = figures[0]?.id ?? '';
  const size = (row: BoardGroupRow): number => row.values[first]?.rows ?? 0;
  return [...values]
    .map(([key, of]): BoardGroupRow => ({ key, name: groupName(asked, group, figures, key), values: of }))
    .filter((row) => Object.values(row.values).some(({ rows }) => rows > 0))
    .sort((a, b) => order(b, first).cmp(order(a, first)) || size(b) - size(a) || (a.key < b.key ? -1 : 1));
}

function groupFieldName({ catalogue }: CallContext, group: BoardGroup, figures: readonly BoardFigure[]): Bilingual | null {
  if (!('field' in group)) return null;
  const category = categoryById(catalogue, figures[0]?.source.category ?? '');
  return (category === undefined ? undefined : fieldById(category, group.field)?.name) ?? { zh: group.field, en: group.field };
}

function order({ values }: BoardGroupRow, figure: string): ReturnType<typeof exact> {
  return exact(values[figure]?.value ?? '-1');
}

function groupName({ context }: Asked, group: BoardGroup, figures: readonly BoardFigure[], key: string): Bilingual {
  if (key === '') return { zh: '', en: '' };
  if (!('field' in group)) {
    const name = group.by === 'department' ? key : (context.regions.nameOf(key) ?? key);
    return { zh: name, en: name };
  }
  const category = categoryById(context.catalogue, figures[0]?.source.category ?? '');
  const field = category === undefined ? undefined : fieldById(category, group.field);
  if (field?.type === 'boolean') return key === '1' ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const code = field?.codes?.find((one) => one.code === key);
  return code === undefined ? { zh: key, en: key } : { zh: code.zh, en: code.en };
}
