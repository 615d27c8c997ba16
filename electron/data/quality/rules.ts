import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { checkRules, ruleSchema, ruleSetSchema, type QualityRule, type RuleSet } from '#shared/domain/quality/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';
import { parseUsable, reading } from '#data/kernel/index.ts';

const FILE = 'quality/rules.json';

/** The rules in use, with the SHA-256 of their canonical JSON. */
export interface RulesInUse {
  readonly set: RuleSet;
  readonly hash: string;
}

/**
 * Reads the rules that ship, for the ledger.
 *
 * @throws AppError RESOURCE_INVALID with the place in the file: a wrong form, or a field that the catalogue does not have
 */
export function loadRules(resourcesDir: string, catalogue: Catalogue): readonly QualityRule[] {
  const set = readResource(join(resourcesDir, FILE), FILE, ruleSetSchema);
  const [fault] = checkRules(catalogue, set);
  if (fault !== undefined) throw invalidResource(FILE, fault.path.join('.'), fault.message);
  return set.rules;
}

/** The rules that the ledger lets into use. Their version is that of the newest among them. */
export const rulesInUse = reading('quality', (texts): RulesInUse => {
  const used = texts.filter(({ newest }) => newest);
  const set = { version: Math.max(1, ...used.map(({ version }) => version)), rules: used.map((text) => parseUsable(text, ruleSchema).value) };
  return { set, hash: createHash('sha256').update(canonicalJson(set), 'utf8').digest('hex') };
});

/** @throws AppError NOT_FOUND */
export function ruleById({ set }: RulesInUse, id: string): QualityRule {
  const rule = set.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new AppError('NOT_FOUND', `There is no quality rule ${id}.`, { rule: id });
  return rule;
}
