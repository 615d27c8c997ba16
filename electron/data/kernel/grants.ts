import { basename } from 'node:path';
import type { FileToken, PickedFile } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Ids } from './ambient.ts';

type Mode = 'read' | 'write';

/** Files the user chose in a dialog, by token: the window can only name what was granted, and only for that use. */
export class FileGrants {
  readonly #paths = new Map<string, { readonly path: string; readonly mode: Mode }>();
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  grant(path: string, mode: Mode): PickedFile {
    const token = this.#ids.next() as FileToken;
    this.#paths.set(token, { path, mode });
    return { token, name: basename(path) };
  }

  /** Registers a token made elsewhere (the main process). */
  register(token: string, path: string, mode: Mode): void {
    this.#paths.set(token, { path, mode });
  }

  /** @throws AppError FILE_NOT_GRANTED when the token is unknown or was granted for another use */
  path(token: FileToken, mode: Mode): string {
    const granted = this.#paths.get(token);
    if (granted?.mode !== mode) throw new AppError('FILE_NOT_GRANTED', 'Choose the file again.');
    return granted.path;
  }
}
