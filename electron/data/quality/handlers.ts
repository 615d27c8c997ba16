import type { QualityOverview, QualityResult, QualityRuleDetail, RecordPage, supplyContract } from '#shared/contract/index.ts';
import type { ParsedInput } from '#shared/contract/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { ruleFields, type QualityRule } from '#shared/domain/quality/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { stateKey } from '#data/supply/index.ts';
import { batchQuality, brokenInBatch } from './batch.ts';
import { rowsById } from './rows-repository.ts';
import { ruleById, rulesInUse } from './rules.ts';
import { runRules } from './run.ts';
import { countsOfRun, historyOf, newestFinding, newestRuns, type FindingCounts } from './run-repository.ts';

const RUNS_SHOWN = 12;

/** The rules across categories, their runs, and what they found. */
export const qualityHandlers: Handlers<Pick<typeof supplyContract, 'quality.overview' | 'quality.run' | 'quality.rule' | 'quality.rows' | 'quality.ofBatch'>> = {
  'quality.overview': (_input, context) => overview(context),
  'quality.run': (_input, context) => {
    const { set } = rulesInUse(context);
    const { id } = context.tasks.start({
      kind: 'quality',
      subject: String(set.rules.length),
      run: async (signal, report) => ({ kind: 'quality', ...(await runRules(context, context.actor.id, signal, report)) }),
    });
    return Promise.resolve({ taskId: id });
  },
  'quality.rule': (input, context) => detail(input.id, context),
  'quality.rows': (input, context) => rows(input, context),
  'quality.ofBatch': ({ id }, context) => batchQuality(context, id),
};

async function overview(context: CallContext): Promise<QualityOverview> {
  const { store, catalogue } = context;
  const { set, hash } = rulesInUse(context);
  const runs = await newestRuns(store.db, RUNS_SHOWN);
  const [last, before] = runs;
  const counts = last === undefined ? null : await countsOfRun(store.db, last.id);
  const earlier = before === undefined ? null : await countsOfRun(store.db, before.id);
  const stale = last !== undefined && (last.rulesHash !== hash || last.stateKey !== (await stateKey(store.db)));
  return {
    version: set.version, hash, stale,
    runs: runs.map(({ stateKey: _key, ...run }) => run),
    results: set.rules.map((rule) => result(catalogue, rule, counts?.get(rule.id), earlier?.get(rule.id))),
  };
}

async function detail(id: string, context: CallContext): Promise<QualityRuleDetail> {
  const { store, catalogue } = context;
  const rule = ruleById(rulesInUse(context), id);
  const [last, before] = await newestRuns(store.db, 2);
  const counts = last === undefined ? undefined : (await countsOfRun(store.db, last.id)).get(id);
  const earlier = before === undefined ? undefined : (await countsOfRun(store.db, before.id)).get(id);
  const finding = await newestFinding(store.db, id);
  return {
    result: result(catalogue, rule, counts, earlier),
    history: await historyOf(store.db, id, RUNS_SHOWN),
    fields: ruleFields(rule),
    kept: finding?.rowIds.length ?? 0,
    places: finding?.places ?? [],
  };
}

async function rows(input: ParsedInput<'quality.rows'>, context: CallContext): Promise<RecordPage> {
  const { store, secrets, regions, catalogue } = context;
  const rule = ruleById(rulesInUse(context), input.id);
  const category = categoryById(catalogue, rule.category);
  if (category === undefined) throw new Error(`rule over unknown category ${rule.category}`);
  const rowIds = input.batch === undefined ? ((await newestFinding(store.db, rule.id))?.rowIds ?? []) : await brokenInBatch(context, rule, input.batch);
  return rowsById(store.db, { secrets, regions }, category, rowIds.slice(input.offset, input.offset + input.limit), rowIds.length);
}

function result(catalogue: CallContext['catalogue'], rule: QualityRule, counts: FindingCounts | undefined, before: FindingCounts | undefined): QualityResult {
  return {
    rule,
    categoryName: categoryById(catalogue, rule.category)?.name ?? { zh: rule.category, en: rule.category },
    checked: counts?.checked ?? null,
    found: counts?.found ?? null,
    before: before?.found ?? null,
    skipped: counts?.skipped ?? null,
  };
}
