import type { AssessmentId, BatchId } from '#shared/contract/index.ts';
import { exportRejects } from '#data/intake/index.ts';
import { exportAssessment, exportPortfolio } from '#data/reports/index.ts';
import { readOptions, wholeNumber } from '../options.ts';
import { cliActor, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import { exportStability } from './stability.ts';
import type { Outcome } from './outcome.ts';

export function exportCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'kind', 'id', 'out', 'language', 'month', 'level'] });
  const db = options.required('db');
  const kind = options.required('kind');
  const path = options.required('out');
  const language = options.optional('language') ?? 'zh';
  if (language !== 'zh' && language !== 'en') throw new UsageError('--language takes zh or en.');
  switch (kind) {
    case 'assessment': {
      const id = options.required('id') as AssessmentId;
      return withCore(db, 'existing', async (core) => ({ output: await exportAssessment(core.contextFor(cliActor()), id, path, language) }));
    }
    case 'portfolio':
      return withCore(db, 'existing', async (core) => ({ output: await exportPortfolio(core.contextFor(cliActor()), path, language) }));
    case 'rejects': {
      const id = wholeNumber(options.required('id'), '--id', 1, Number.MAX_SAFE_INTEGER) as BatchId;
      return withCore(db, 'existing', async (core) => ({ output: await exportRejects(core.contextFor(cliActor()), id, path) }));
    }
    case 'stability':
      return exportStability(db, options, path, language);
    default:
      throw new UsageError('--kind takes assessment, portfolio, stability or rejects.');
  }
}
