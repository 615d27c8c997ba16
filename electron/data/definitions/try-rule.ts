import type { RuleVersionTrial } from '#shared/contract/definitions.ts';
import { definitionRef } from '#shared/domain/definitions/index.ts';
import { ruleRef, signalRuleSchema, type SignalRule } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { parseUsable, type CallContext } from '#data/kernel/index.ts';
import { tryText } from '#data/signals/index.ts';
import type { VersionRow } from './definition-repository.ts';
import { bodyOf } from './text.ts';

/**
 * What a version of a rule would have raised over so many months, beside the version in use: that of its own name, else of what it was
 * copied from. Nothing is raised.
 *
 * @throws AppError BAD_INPUT (no rule), CHECKS_FAILED (a text without the form of a rule)
 */
export async function tryRuleVersion(context: CallContext, row: VersionRow, months: number): Promise<RuleVersionTrial> {
  if (row.kind !== 'rule') throw new AppError('BAD_INPUT', 'Only a rule can be tried like this.', { path: 'seq' });
  const parsed = signalRuleSchema.safeParse(bodyOf(row));
  if (!parsed.success) throw new AppError('CHECKS_FAILED', `${definitionRef(row)} has faults.`, { checks: parsed.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) });
  const own = await tryText(context, parsed.data, months);
  const inUse = ruleInUse(context, row);
  const before = inUse === null ? null : await tryText(context, inUse, months);
  const missing = (all: ReadonlySet<string>, from: ReadonlySet<string>): number => [...all].filter((one) => !from.has(one)).length;
  return {
    own: own.trial,
    before: inUse === null || before === null ? null : { ref: ruleRef(inUse), trial: before.trial },
    onlyOwn: missing(own.found, before?.found ?? new Set()),
    onlyBefore: missing(before?.found ?? new Set(), own.found),
  };
}

/** Null where nothing of the name is in use, or where it is this very text. */
function ruleInUse({ inUse }: CallContext, row: VersionRow): SignalRule | null {
  const [from = ''] = row.based_on?.split('@') ?? [];
  const named = (id: string) => inUse.of('rule').find((text) => text.newest && text.id === id);
  const text = named(row.id) ?? named(from);
  return text === undefined || text.hash === row.hash ? null : parseUsable(text, signalRuleSchema).value;
}
