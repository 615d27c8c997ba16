import type { CoreEvent } from '#shared/contract/index.ts';
import type { ErrorEnvelope, Reply } from '#shared/errors/index.ts';

/** Main process -> data process. */
export type ToData =
  | { readonly kind: 'open'; readonly storePath: string; readonly resourcesDir: string; readonly intakeWorker: string; readonly programVersion: string }
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown; readonly session: string | null }
  | { readonly kind: 'grant'; readonly token: string; readonly path: string; readonly mode: 'read' | 'write' }
  | { readonly kind: 'close' };

/** Data process -> main process. */
export type FromData =
  | { readonly kind: 'opened' }
  | { readonly kind: 'openFailed'; readonly error: ErrorEnvelope }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly event: CoreEvent }
  | { readonly kind: 'closed' };
