import type { Condition } from '#shared/domain/assessment/index.ts';
import { categoryById, fieldById, type Catalogue, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Board, BoardFigure, BoardGroup } from './board.ts';
import type { Late, RowCondition, Source } from './condition.ts';
import type { RuleSubject, SignalRule } from './rule.ts';

type Faulty = (field: FieldDescriptor) => string | null;

/** What of a rule the catalogue does not bear out, as "red-code-check: 7.7.colour: has no code ...". */
export function checkRule(rule: SignalRule, catalogue: Catalogue): string[] {
  const faults = [...checkSource(rule.source, catalogue), ...checkSubject(rule.source, rule.subject, catalogue), ...checkCondition(rule, catalogue)];
  const own = categoryById(catalogue, rule.source.category);
  if (own !== undefined) faults.push(...(rule.followUp.done ?? []).flatMap((condition) => checkRow(own, condition)));
  return faults.map((fault) => `${rule.id}: ${fault}`);
}

/** What of a board the catalogue, its own figures or the rules do not bear out. */
export function checkBoard(board: Board, catalogue: Catalogue, rules: readonly string[]): string[] {
  const faults = board.figures.flatMap((figure) => checkFigure(figure, catalogue));
  const used = [...board.charts, ...board.tables];
  for (const { figures } of used) faults.push(...figures.filter((id) => board.figures.every((figure) => figure.id !== id)).map((id) => `${id}: no such figure`));
  for (const part of used) {
    if (!('group' in part)) continue;
    const sources = board.figures.filter(({ id }) => part.figures.includes(id)).map(({ source }) => source);
    faults.push(...sources.flatMap((source) => checkGroup(source, part.group, catalogue)));
  }
  faults.push(...board.rules.filter((id) => !rules.includes(id)).map((id) => `${id}: no such rule`));
  return [...new Set(faults)].map((fault) => `${board.id}: ${fault}`);
}

function checkCondition({ source, subject, condition }: SignalRule, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, source.category);
  if (category === undefined) return [];
  switch (condition.kind) {
    case 'threshold':
      return condition.measure.kind === 'count' ? [] : checkField(category, condition.measure.field, condition.measure.kind === 'sum' ? isNumber : anything);
    case 'share': return condition.of.flatMap((one) => checkRow(category, one));
    case 'deadline': return checkLate(category, condition.late);
    case 'sequence': return [...checkSource(condition.then, catalogue), ...checkSubject(condition.then, subject, catalogue)];
    case 'rate': return condition.against.kind === 'peers' && condition.against.per === 'residents' && subject.kind !== 'town' ? ['only towns have residents'] : [];
    case 'run':
    case 'repeat': return [];
  }
}

function checkFigure({ id, source, measure }: BoardFigure, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, source.category);
  const faults = checkSource(source, catalogue);
  if (category === undefined) return faults;
  switch (measure.kind) {
    case 'count': break;
    case 'distinct': faults.push(...checkField(category, measure.field, anything)); break;
    case 'sum': faults.push(...checkField(category, measure.field, isNumber)); break;
    case 'share': faults.push(...measure.of.flatMap((one) => checkRow(category, one))); break;
    case 'median': faults.push(...[measure.from, measure.to].flatMap((field) => checkField(category, field, isTimed)));
  }
  return faults.map((fault) => `${id}: ${fault}`);
}

function checkSource({ category: id, where, via }: Source, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, id);
  if (category === undefined) return [`${id}: no such category`];
  const faults = where.flatMap((condition) => checkRow(category, condition));
  if (category.roles.time === undefined) faults.push(`${id}: has no time`);
  if (via === undefined) return faults;
  const other = categoryById(catalogue, via.category);
  if (other === undefined) return [...faults, `${via.category}: no such category`];
  if (other.roles.place === undefined) faults.push(`${via.category}: says no place either`);
  return [...faults, ...[category, other].flatMap((one) => checkField(one, via.field, anything))];
}

function checkSubject(source: Source, subject: RuleSubject, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, source.category);
  if (category === undefined) return [];
  if (!('field' in subject)) return checkGroup(source, { by: subject.kind }, catalogue);
  // By its keyed hash, so it may be personal.
  if (subject.kind === 'person' || subject.kind === 'household') return checkField(category, subject.field, anything, true);
  return ['label' in subject ? subject.label : undefined, subject.field].flatMap((field) => (field === undefined ? [] : checkField(category, field, anything)));
}

function checkGroup({ category: id, via }: Source, group: BoardGroup, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, id);
  if (category === undefined) return [];
  switch (group.by) {
    case 'department': return category.roles.department === undefined ? [`${id}: says no department`] : [];
    case 'town':
    case 'county': return category.roles.place === undefined && via === undefined ? [`${id}: says no place, and goes by no other category`] : [];
    case 'field': return checkField(category, group.field, anything);
  }
}

function checkRow(category: CategoryDescriptor, condition: RowCondition): string[] {
  return condition.op === 'late' ? checkLate(category, condition) : checkField(category, condition.field, (field) => checkValues(field, condition), condition.op === 'isNull' || condition.op === 'notNull');
}

function checkLate(category: CategoryDescriptor, { done, limit }: Late): string[] {
  if ('due' in limit) return [done, limit.due].flatMap((field) => checkField(category, field, isDated));
  const dated = [done, limit.since].flatMap((field) => checkField(category, field, 'minutes' in limit ? isTimed : isDated));
  return 'daysField' in limit ? [...dated, ...checkField(category, limit.daysField, ({ type }) => (type === 'integer' ? null : 'is no number of days'))] : dated;
}

/** A personal field stands in the store as cipher: it can be there or not, and nothing else can be asked of it. */
function checkField(category: CategoryDescriptor, id: string, faulty: Faulty, presence = false): string[] {
  const field = fieldById(category, id);
  const fault = field === undefined ? 'no such field' : field.personal === undefined || presence ? faulty(field) : 'is personal';
  return fault === null ? [] : [`${category.id}.${id}: ${fault}`];
}

const anything: Faulty = () => null;
const isNumber: Faulty = ({ type }) => (type === 'integer' || type === 'number' ? null : 'is no number');
const isDated: Faulty = ({ type }) => (type === 'date' || type === 'datetime' ? null : 'is no date');
const isTimed: Faulty = ({ type }) => (type === 'datetime' ? null : 'has no time of day');

function checkValues(field: FieldDescriptor, condition: Condition): string | null {
  switch (condition.op) {
    case 'isNull':
    case 'notNull': return null;
    case 'gte':
    case 'lte':
    case 'gt': return isNumber(field);
    case 'eq': return checkValue(field, condition.value);
    case 'in': return condition.value.map((value) => checkValue(field, value)).find((fault) => fault !== null) ?? null;
  }
}

/** Also of an open list: a rule asks for values that are listed, or for none. */
function checkValue(field: FieldDescriptor, value: string | boolean): string | null {
  if (typeof value === 'boolean') return field.type === 'boolean' ? null : 'is no yes or no';
  if (field.type === 'boolean') return 'is yes or no';
  if (field.codes === undefined) return null;
  return field.codes.some(({ code }) => code === value) ? null : `has no code "${value}"`;
}
