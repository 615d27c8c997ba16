import { basename } from 'node:path';
import type { ArchiveReport, intakeContract, StoredReject } from '#shared/contract/intake.ts';
import type { ParsedInput, TaskId } from '#shared/contract/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { openArchive, type OpenedArchive } from './archive/open-archive.ts';
import { addSenderKey, senderKeys, withdrawSenderKey } from './archive/sender-keys.ts';
import { batchColumns, batchPage, batchView } from './batches.ts';
import { loadJobFor, undoJobFor } from './import-file.ts';
import { categoryOf, inspectFile } from './inspect.ts';
import { dismissImport, interruptedImports, noted, resumeImport } from './interrupted.ts';
import { compileMask } from './mask.ts';
import { exportRejects } from './rejects/export.ts';
import { checkMended, importMended } from './rejects/mend.ts';
import { openRejects, rejectPage, rejectReasons, type KeptReject } from './rejects/read.ts';
import { runLoad, runUndo } from './run.ts';
import { previewUndo } from './undo/undo.ts';

export const intakeHandlers: Handlers<typeof intakeContract> = {
  'intake.inspect': (input, context) => inspectFile(context, context.grants.path(input.file, 'read'), input),
  'intake.openArchive': (input, context) => {
    const path = context.grants.path(input.file, 'read');
    const task = context.tasks.start({
      kind: 'archive',
      subject: basename(path),
      run: async (signal, report) => ({ kind: 'archive', report: granted(context, await openArchive(context, path, { signal, report })) }),
    });
    return Promise.resolve({ taskId: task.id });
  },
  'intake.senderKeys': (_input, { store }) => senderKeys(store.db),
  'intake.addSenderKey': (input, context) => addSenderKey(context, input),
  'intake.withdrawSenderKey': async (input, context) => {
    await withdrawSenderKey(context, input.id);
    return { done: true };
  },
  'intake.dryRun': (input, context) => startLoad(input, context, true),
  'intake.run': (input, context) => startLoad(input, context, false),
  'intake.interrupted': (_input, context) => interruptedImports(context),
  'intake.resume': (input, context) => resumeImport(context, input.id),
  'intake.dismiss': async (input, context) => {
    await dismissImport(context, input.id);
    return { done: true };
  },
  'intake.batches': (input, { store }) => batchPage(store.db, input),
  'intake.batch': (input, { store }) => batchView(store.db, input.id),
  'intake.rejects': async (input, { store, secrets, catalogue }) => {
    const { category, headers, mapping } = await batchColumns(store.db, input.id);
    const mask = compileMask(categoryOf(catalogue, category), mapping);
    const { rows, total } = await rejectPage(store.db, secrets, input);
    return { total, headers, byReason: await rejectReasons(store.db, input.id), rows: rows.map((row) => masked(row, mask(row.cells))) };
  },
  'intake.openRejects': (_input, { store }) => openRejects(store.db),
  'intake.exportRejects': (input, context) => exportRejects(context, input.id, context.grants.path(input.save, 'write')),
  'intake.checkMended': (input, context) => checkMended(context, input),
  'intake.importMended': async (input, context) => {
    const { fileName } = await batchView(context.store.db, input.id);
    const task = context.tasks.start({
      kind: 'import',
      subject: fileName,
      run: async (signal, report) => ({ kind: 'import', report: await importMended(context, input, { signal, report }) }),
    });
    return { taskId: task.id };
  },
  'intake.undoPreview': async (input, { store, catalogue }) => {
    const batch = await batchView(store.db, input.id);
    return previewUndo(store, categoryOf(catalogue, batch.category), input.id);
  },
  'intake.undo': async (input, context) => {
    const job = await undoJobFor(context, input.id);
    const { fileName } = await batchView(context.store.db, input.id);
    const task = context.tasks.start({
      kind: 'undo',
      subject: fileName,
      run: async (signal, report) => ({ kind: 'undo', report: await runUndo(context, job, { signal, report }) }),
    });
    return { taskId: task.id };
  },
};

function masked(row: KeptReject, cells: readonly string[]): StoredReject {
  return { ...row, cells, masked: cells.flatMap((cell, column) => (cell === row.cells[column] ? [] : [column])) };
}

/** What the window may know of an opened archive: tokens instead of paths. */
function granted({ grants }: CallContext, { name, package: pack, members, leftOut }: OpenedArchive): ArchiveReport {
  return {
    name, package: pack, leftOut,
    files: members.map((member) => ({ ...grants.grant(member.path, 'read'), path: member.name, category: member.stated?.category ?? null, rows: member.stated?.rows ?? null, sheet: member.stated?.sheet ?? null })),
  };
}

async function startLoad(input: ParsedInput<'intake.run'>, context: CallContext, dryRun: boolean): Promise<{ taskId: TaskId }> {
  const path = context.grants.path(input.file, 'read');
  const category = categoryOf(context.catalogue, input.category);
  const job = loadJobFor(context, { path, category, mapping: input.mapping, sheet: input.sheet, dryRun, sender: input.sender, rememberMapping: input.rememberMapping });
  const kind = dryRun ? 'dryRun' : 'import';
  const task = context.tasks.start({
    kind,
    subject: basename(path),
    run: async (signal, report) => ({ kind, report: dryRun ? await runLoad(context, job, { signal, report }) : await noted(context, job, (known) => runLoad(context, known, { signal, report })) }),
  });
  return await Promise.resolve({ taskId: task.id });
}
