import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskResult } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { importFile } from '#data/intake/index.ts';
import type { CallContext, Progress } from '#data/kernel/index.ts';
import { generateSample } from '#data/sample/index.ts';
import { SAMPLE_ROWS, SAMPLE_SEED } from './sample-accounts.ts';

/** Writes the sample batches to a temporary folder and imports them the way any batch is imported. */
export async function loadSample(context: CallContext, signal: AbortSignal, report: (progress: Progress) => void): Promise<TaskResult> {
  const outDir = await mkdtemp(join(tmpdir(), 'fengqiao-sample-'));
  try {
    const { files } = await generateSample({
      outDir, rowsPerCategory: SAMPLE_ROWS, seed: SAMPLE_SEED, catalogue: context.catalogue, regions: context.regions, resourcesDir: context.resourcesDir,
    });
    let rows = 0;
    let rejected = 0;
    for (const [index, file] of files.entries()) {
      if (signal.aborted) throw new AppError('CANCELLED', 'Loading the sample data was cancelled; the batches already in stay.');
      const result = await importFile(context, file.path, { category: file.category, dryRun: false });
      rows += result.read;
      rejected += result.rejected;
      report({ phase: 'loading', done: index + 1, total: files.length, unit: 'batches', rows });
    }
    return { kind: 'sample', batches: files.length, rows, rejected };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
