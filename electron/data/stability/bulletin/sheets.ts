import type { WriteSheet } from 'hucre/xlsx';
import type { StabilityMonthView, StabilityRow } from '#shared/contract/index.ts';
import { COLOURS, frameOf, indicatorsOf, shown, type Colour, type IndexDefinition, type PlaceResult } from '#shared/domain/stability/index.ts';
import { coloured, figure, FORMAT, Page, STYLE, text, type Content } from './cells.ts';
import type { BulletinTexts, Language } from './texts.ts';

/** All that a bulletin says. */
export interface Bulletin {
  readonly view: StabilityMonthView;
  readonly definition: IndexDefinition;
  readonly places: readonly PlaceResult[];
  readonly dimensionMedians: readonly (string | null)[];
  readonly goalposts: readonly { readonly low: string | null; readonly high: string | null }[];
  readonly countyNames: ReadonlyMap<string, string>;
  readonly sample: boolean;
  readonly language: Language;
  readonly texts: BulletinTexts;
}

const SHOWN = 10;
/** Share of missing weight that the summary names. */
const MUCH_MISSING = 0.1;

const footer = ({ view, texts }: Bulletin): string => `&L${texts.title(view.run.month, view.level)}&R${texts.page}`;

/** 公报: state, versions and hashes, spread, the first and last, and what fell. */
export function summarySheet(bulletin: Bulletin): WriteSheet {
  const { view: { run, level, rows, median, colours }, definition, texts, language, sample, dimensionMedians } = bulletin;
  const words = texts.summary;
  const page = new Page(texts.sheets.summary, [22, 16, 16, 16, 16, 16]);
  page.wide(text(texts.title(run.month, level), STYLE.title), { height: 30 });
  if (sample) page.wide(text(texts.sample, STYLE.warning), { height: 20 });
  if (run.state !== 'published') page.wide(text(texts.unpublished, STYLE.warning), { height: 20 });
  const pair = (label: string, value: Content): void => { page.wide(value, { label: text(label, STYLE.label) }); };
  const stamp = (who: string | null, when: string | null): Content => text(who === null || when === null ? '' : words.by(who, when.slice(0, 16).replace('T', ' ')));
  const ranked = rows.filter(({ rank }) => rank !== null);
  const named = (list: readonly StabilityRow[]): Content => text(list.length === 0 ? words.none : list.map(({ name, score }) => `${name} ${rounded(score)}`).join(language === 'zh' ? '、' : ', '));
  pair(words.state, text(texts.states[run.state]));
  pair(words.computed, stamp(run.computedBy, run.computedAt));
  pair(words.reviewed, stamp(run.reviewedBy, run.reviewedAt));
  pair(words.published, stamp(run.publishedBy, run.publishedAt));
  pair(words.definition, text(`${definition.name[language]} ${run.definition}`));
  pair(words.panel, text(`${run.panel.from} — ${run.panel.to}`));
  pair(words.lastBatch, text(String(run.lastBatch)));
  pair(words.resultHash, text(run.hash, STYLE.hash));
  pair(words.inputHash, text(run.inputHash, STYLE.hash));
  pair(words.scored, text(`${String(ranked.length)} / ${String(rows.length)}`));
  pair(words.median, figure(median, FORMAT.score, STYLE.left));
  pair(words.colours, text(COLOURS.map((colour) => `${colourName(bulletin, colour)} ${String(colours[colour])}`).join(language === 'zh' ? '，' : ', ')));
  pair(words.best, named(ranked.slice(0, SHOWN)));
  pair(words.worst, named(ranked.slice(-SHOWN).reverse()));
  pair(words.fallen, named(rows.filter(({ change }) => change !== null && Number(change) <= -Number(definition.fall))));
  pair(words.missing, named(rows.filter(({ missing }) => Number(missing) > MUCH_MISSING).slice(0, SHOWN)));
  page.wide(text(texts.ties, STYLE.note));
  const first = page.next;
  definition.dimensions.forEach(({ name }, d) => page.row([text(name[language], STYLE.label), figure(dimensionMedians[d] ?? null, FORMAT.score)]));
  const cells = (column: string): string => `'${texts.sheets.summary}'!$${column}$${String(first + 1)}:$${column}$${String(first + definition.dimensions.length)}`;
  page.chart({
    type: 'bar', title: words.chart, series: [{ name: words.median, categories: cells('A'), values: cells('B') }], legend: false,
    // Bars begin where the scale does, in the order of the table.
    axes: { x: { reverse: true }, y: { scale: { min: Number(definition.floor), max: 100, majorUnit: 10 } } },
    anchor: { from: { row: first, col: 2 }, to: { row: first + definition.dimensions.length + 6, col: 6 } },
  });
  return page.build(footer(bulletin));
}

/** 排名: one line a place, in the order of its rank. */
export function rankingSheet(bulletin: Bulletin): WriteSheet {
  const { view: { rows, level }, texts, countyNames } = bulletin;
  const words = texts.columns;
  const page = new Page(texts.sheets.ranking, [7, 22, 12, 10, 18, 9, 9, 14, 7, 10, 8, 10, 10, 12]);
  const county = level === 'town';
  page.row([words.rank, words.name, ...(county ? [words.county] : []), words.score, words.colour, words.change, words.rankChange, words.range, words.tier, words.base, words.deducted, words.veto, words.missing, words.residents].map((word) => text(word, STYLE.head)), 32);
  for (const row of rows) {
    page.row([
      figure(row.rank, FORMAT.whole), text(row.name), ...(county ? [text(countyNames.get(row.county ?? '') ?? '')] : []),
      figure(row.score, FORMAT.score, coloured(STYLE.figure, row.colour)),
      text(row.colour === null ? '' : `${colourName(bulletin, row.colour)}${row.raised ? texts.raised : ''}`, coloured(STYLE.cell, row.colour)),
      figure(row.change, FORMAT.change), figure(row.rankChange, FORMAT.steps),
      text(row.rankLow === null || row.rankHigh === null ? '' : `${String(row.rankLow)}–${String(row.rankHigh)}`), figure(row.tier, FORMAT.whole),
      figure(row.base, FORMAT.score), figure(row.deducted, FORMAT.score), text(row.vetoed ? texts.yes : ''), figure(row.missing, FORMAT.share), figure(row.residents, FORMAT.whole),
    ]);
  }
  return page.build(footer(bulletin), { landscape: true, frozen: { rows: 1, columns: 2 } });
}

/** 分维度: places by dimension, coloured by the bands of the index. */
export function dimensionSheet(bulletin: Bulletin): WriteSheet {
  const { view: { rows }, definition, texts, language } = bulletin;
  const page = new Page(texts.sheets.dimensions, [7, 22, 10, ...definition.dimensions.map(() => 12)]);
  page.row([texts.columns.rank, texts.columns.name, texts.columns.score, ...definition.dimensions.map(({ name }) => name[language])].map((word) => text(word, STYLE.head)), 32);
  for (const row of rows) {
    page.row([
      figure(row.rank, FORMAT.whole), text(row.name), figure(row.score, FORMAT.score),
      ...row.dimensions.map(({ score }) => figure(score, FORMAT.score, coloured(STYLE.figure, band(definition, score)))),
    ]);
  }
  return page.build(footer(bulletin), { landscape: true, frozen: { rows: 1, columns: 2 } });
}

/** 指标: places by indicator on the scale; what is missing in italics. */
export function indicatorSheet(bulletin: Bulletin): WriteSheet {
  const { definition, texts, language, places } = bulletin;
  const indicators = indicatorsOf(definition);
  const page = new Page(texts.sheets.indicators, [7, 22, ...indicators.map(() => 11)]);
  page.row([texts.columns.rank, texts.columns.name, ...indicators.map(({ indicator }) => indicator.name[language])].map((word) => text(word, STYLE.head)), 76);
  for (const place of places) {
    page.row([figure(place.rank, FORMAT.whole), text(place.name), ...place.indicators.map(({ normalised, missing }) => figure(normalised, FORMAT.score, missing === 'none' ? STYLE.figure : STYLE.missing))]);
  }
  page.wide(text(texts.figures, STYLE.note), { height: 20 });
  return page.build(footer(bulletin), { landscape: true, frozen: { rows: 1, columns: 2 }, pagesWide: Math.ceil(indicators.length / 24) });
}

/** 口径: every indicator with weight, denominator and goalposts; deductions, vetoes, and what the data lack. */
export function methodSheet(bulletin: Bulletin): WriteSheet {
  const { view: { silent, unplaced }, definition, texts, language, goalposts } = bulletin;
  const words = texts.method;
  const { shares } = frameOf(definition);
  const page = new Page(texts.sheets.method, [16, 18, 36, 8, 10, 11, 18, 9, 17, 17, 46]);
  page.wide(text(definition.description[language], STYLE.note));
  page.wide(text(definition.source[language], STYLE.note));
  page.row([words.dimension, words.group, words.indicator, words.weight, words.share, words.direction, words.denominator, words.window, words.low, words.high, words.reason].map((word) => text(word, STYLE.head)), 22);
  const names = new Map<string, string>();
  indicatorsOf(definition).forEach(({ indicator, group, dimension }, at) => {
    names.set(indicator.id, indicator.name[language]);
    const { denominator } = indicator;
    const divided = words.denominators[denominator.kind];
    page.row([
      text(dimension.name[language]), text(group.name[language]), text(indicator.name[language]), figure(indicator.weight, FORMAT.weight), figure(shown(shares[at] ?? 0n), FORMAT.share),
      text(words[indicator.direction]), text('per' in denominator ? words.per(denominator.per, divided) : divided), text(words.months(indicator.windowMonths)),
      figure(goalposts[at]?.low ?? null, FORMAT.end), figure(goalposts[at]?.high ?? null, FORMAT.end), text(indicator.reason[language]),
    ]);
  });
  const list = (title: string, lines: readonly (readonly [string, string])[]): void => {
    if (lines.length === 0) return;
    page.wide(text(title, STYLE.head));
    for (const [label, value] of lines) page.wide(text(value), { label: text(label, STYLE.label) });
  };
  list(words.deductions, definition.deductions.map(({ name, points, maximum }) => [name[language], words.deduction(points, maximum)]));
  list(words.vetoes, definition.vetoes.map(({ name, from }) => [name[language], words.veto(from, definition.vetoCap)]));
  list(words.silent, silent.map((id) => [names.get(id) ?? id, id]));
  list(words.unplaced, unplaced.map(({ indicator, amount }) => [names.get(indicator) ?? indicator, `${words.amount} ${amount}`]));
  return page.build(footer(bulletin), { landscape: true });
}

/** 更正: what later data make of a published month, beside what was published. */
export function correctionSheet(bulletin: Bulletin): WriteSheet | null {
  const { view: { correction }, texts } = bulletin;
  if (correction === null) return null;
  const words = texts.columns;
  const page = new Page(texts.sheets.correction, [24, 14, 14, 14, 14, 20]);
  page.row([words.name, words.publishedRank, words.publishedScore, words.laterRank, words.later, words.colour].map((word) => text(word, STYLE.head)), 22);
  for (const row of correction.rows) {
    page.row([text(row.name), figure(row.publishedRank, FORMAT.whole), figure(row.publishedScore, FORMAT.score), figure(row.rank, FORMAT.whole), figure(row.score, FORMAT.score), text(row.colour === null ? '' : colourName(bulletin, row.colour))]);
  }
  return page.build(footer(bulletin), { frozen: { rows: 1, columns: 1 } });
}

function colourName({ definition, language }: Bulletin, colour: Colour): string {
  return definition.colours.find((one) => one.colour === colour)?.name[language] ?? colour;
}

function band({ colours }: IndexDefinition, score: string | null): Colour | null {
  return score === null ? null : (colours.find(({ from }) => Number(score) >= Number(from))?.colour ?? null);
}

/** For a sentence only; tables carry the figure itself. */
function rounded(score: string | null): string {
  return score === null ? '' : Number(score).toFixed(2);
}
