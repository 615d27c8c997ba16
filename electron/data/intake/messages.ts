import type { ImportReport, UndoReport } from '#shared/contract/intake.ts';
import type { ErrorEnvelope } from '#shared/errors/index.ts';
import type { Progress } from '#data/kernel/index.ts';

/** What the loading thread tells; one of the last three ends it. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'loaded'; readonly report: ImportReport }
  | { readonly type: 'undone'; readonly report: UndoReport }
  | { readonly type: 'failed'; readonly error: ErrorEnvelope };
