import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { boardSchema, boardsSchema, checkBoard, checkRule, ruleRef, signalRuleSchema, type Board, type SignalRule } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';
import { parseUsable, reading, type UsesDefinitions, type Versioned } from '#data/kernel/index.ts';

const FOLDER = 'signals';
const BOARDS = `${FOLDER}/boards.json`;
const VERSIONED = /^[a-z][a-z0-9-]*@[1-9][0-9]*\.json$/;

/** The rules by category, the boards in their order; of what ships under resources/signals, the newest version of every rule, by category, and the boards in their order. */
export interface SignalLibrary {
  readonly rules: readonly Versioned<SignalRule>[];
  readonly boards: readonly Versioned<Board>[];
}

/**
 * Reads the rules and boards, each held against the catalogue.
 *
 * @throws AppError RESOURCE_INVALID with the file, and every category, field or code that the catalogue does not have
 */
export function loadSignalLibrary(resourcesDir: string, catalogue: Catalogue): SignalLibrary {
  const newest = new Map<string, Versioned<SignalRule>>();
  for (const name of namesIn(join(resourcesDir, FOLDER))) {
    const file = `${FOLDER}/${name}`;
    const value = readResource(join(resourcesDir, file), file, signalRuleSchema);
    if (`${ruleRef(value)}.json` !== name) throw invalidResource(file, 'id', `the file says it is ${ruleRef(value)}.json`);
    const faults = checkRule(value, catalogue);
    if (faults.length > 0) throw invalidResource(file, 'source', faults.join('; '));
    if ((newest.get(value.id)?.value.version ?? 0) < value.version) newest.set(value.id, { value, hash: hashOf(canonicalJson(value)) });
  }
  const rules = [...newest.values()].sort((a, b) => byCategory(a.value, b.value));
  return { rules, boards: loadBoards(resourcesDir, catalogue, rules.map(({ value }) => value.id)) };
}

/** As the catalogue stands: by system, category, then name. */
function byCategory(a: SignalRule, b: SignalRule): number {
  const place = ({ source }: SignalRule): number => {
    const [system, category] = source.category.split('.').map(Number);
    return (system ?? 0) * 1000 + (category ?? 0);
  };
  return place(a) - place(b) || (a.id < b.id ? -1 : 1);
}

function loadBoards(resourcesDir: string, catalogue: Catalogue, rules: readonly string[]): Versioned<Board>[] {
  const { boards } = readResource(join(resourcesDir, BOARDS), BOARDS, boardsSchema);
  const faults = boards.flatMap((board) => checkBoard(board, catalogue, rules));
  if (faults.length > 0) throw invalidResource(BOARDS, 'boards', faults.join('; '));
  return boards.map((value) => ({ value, hash: hashOf(canonicalJson(value)) }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => VERSIONED.test(name)).sort();
  } catch (cause) {
    throw invalidResource(FOLDER, '', cause instanceof Error ? cause.message : 'cannot be read');
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

const rulesOf = reading('rule', (texts) => texts.filter(({ newest }) => newest).map((text) => parseUsable(text, signalRuleSchema)).sort((a, b) => byCategory(a.value, b.value)));
const boardsOf = reading('board', (texts) => texts.filter(({ newest }) => newest).map((text) => parseUsable(text, boardSchema)));

/** The rules and boards that the ledger lets into use. */
export function libraryOf(context: UsesDefinitions): SignalLibrary {
  return { rules: rulesOf(context), boards: boardsOf(context) };
}

/** @throws AppError NOT_FOUND */
export function ruleById({ rules }: SignalLibrary, id: string): Versioned<SignalRule> {
  const found = rules.find(({ value }) => value.id === id);
  if (found === undefined) throw new AppError('NOT_FOUND', `There is no signal rule ${id}.`, { rule: id });
  return found;
}

/** @throws AppError NOT_FOUND */
export function boardById({ boards }: SignalLibrary, id: string): Versioned<Board> {
  const found = boards.find(({ value }) => value.id === id);
  if (found === undefined) throw new AppError('NOT_FOUND', `There is no board ${id}.`, { board: id });
  return found;
}
