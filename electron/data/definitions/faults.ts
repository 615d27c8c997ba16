import { checkModel, modelSchema } from '#shared/domain/assessment/index.ts';
import { readForm, saysItself, type DefinitionFault, type DefinitionKind } from '#shared/domain/definitions/index.ts';
import { calendarYearSchema } from '#shared/domain/legal-procedure/index.ts';
import { checkRules, ruleSchema } from '#shared/domain/quality/index.ts';
import { boardSchema, checkBoard, checkRule, signalRuleSchema } from '#shared/domain/signals/index.ts';
import { checkAgainstCatalogue, definitionSchema } from '#shared/domain/stability/index.ts';
import { isJsonObject, type Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { VersionRow } from './definition-repository.ts';
import { enteredOf } from './entered.ts';
import { bodyOf } from './text.ts';

type Needs = Pick<CallContext, 'catalogue' | 'libraries' | 'inUse'>;

/**
 * What keeps a version from coming into use: its form first, then what the catalogue and the methods say to it, then its name and number.
 *
 * @param others every other version of its name
 */
export function faultsOf(context: Needs, row: Pick<VersionRow, 'seq' | 'kind' | 'origin' | 'state' | 'id' | 'version' | 'hash' | 'body'>, others: readonly Pick<VersionRow, 'seq' | 'version' | 'hash' | 'state'>[]): DefinitionFault[] {
  const body = bodyOf(row);
  const { kind } = enteredOf(row);
  const form = readForm(kind, row.id, body);
  if ('faults' in form) return [...form.faults];
  const taken = others.some(({ seq, version, hash, state }) => seq !== row.seq && state === 'released' && version === row.version && hash !== row.hash);
  return [
    ...contentFaults(context, kind, row.id, body),
    ...(isJsonObject(body) && !saysItself(body, row.id, row.version) && hasNumber(kind) ? [{ path: '', kind: 'other' as const, message: `the text says another name or number than ${row.id}@${String(row.version)}` }] : []),
    ...(taken ? [{ path: 'version', kind: 'other' as const, message: `number ${String(row.version)} was released with another text; a changed text needs a new number` }] : []),
  ];
}

/** Kinds whose texts say their own name and number. */
function hasNumber(kind: DefinitionKind): boolean {
  return ['model', 'method', 'index', 'rule', 'procedure'].includes(kind);
}

function contentFaults({ catalogue, libraries, inUse }: Needs, kind: DefinitionKind, id: string, body: Json): DefinitionFault[] {
  const whole = (messages: readonly string[], path = ''): DefinitionFault[] => messages.map((message) => ({ path, kind: 'other', message }));
  switch (kind) {
    case 'model': return checkModel(modelSchema.parse(body), libraries.methods.map(({ value }) => value), catalogue).map((fault) => ({ ...fault, kind: 'other' }));
    case 'index': return whole(checkAgainstCatalogue(definitionSchema.parse(body), catalogue));
    case 'rule': return whole(checkRule(signalRuleSchema.parse(body), catalogue));
    case 'board': return whole(checkBoard(boardSchema.parse(body), catalogue, inUse.of('rule').map((rule) => rule.id)));
    case 'quality': return checkRules(catalogue, { version: 1, rules: [ruleSchema.parse(body)] }).map(({ path, message }) => ({ path: path.slice(2).join('/'), kind: 'other', message }));
    case 'calendar': return String(calendarYearSchema.parse(body).year) === id ? [] : whole([`must be the year ${id}, as its name says`], 'year');
    case 'category':
    case 'method':
    case 'procedure':
    case 'obligation':
    case 'survey':
    case 'setting': return [];
  }
}
