import type { Reply } from '#shared/errors/index.ts';
import type { FileToken } from './common.ts';
import type { CoreEvent } from './events.ts';
import type { ProcedureName } from './contract.ts';

export type OpenKind = 'table' | 'audit' | 'definition' | 'map' | 'folder';
/** `asNamed`: with the extension of the suggested name. */
export type SaveKind = 'xlsx' | 'ndjson' | 'sqlite' | 'pdf' | 'json' | 'asNamed';

export interface PickedFile {
  readonly token: FileToken;
  readonly name: string;
}

/** The whole surface the preload script gives the window; nothing else crosses. */
export interface ShellApi<FileObject = unknown> {
  /** Calls a procedure of the contract in the data process. */
  call(name: ProcedureName, input: unknown, session: string | null): Promise<Reply<unknown>>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  pickOpen(kind: OpenKind): Promise<readonly PickedFile[]>;
  pickSave(kind: SaveKind, suggestedName: string): Promise<PickedFile | null>;
  /** Files dropped on the window or chosen in a file input; folders and vanished files are left out. */
  grantDropped(files: readonly FileObject[]): Promise<readonly PickedFile[]>;
  /** Shows a file written by an export in the desktop's file manager. */
  reveal(token: FileToken): Promise<void>;
  /** Prints the page as it stands to a PDF the user chose. */
  printPdf(token: FileToken): Promise<Reply<{ path: string }>>;
  readonly platform: string;
}
