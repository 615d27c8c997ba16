import type { z } from 'zod';
import type { DefinitionKind, DefinitionOrigin, SINGLE_FORMS, SingleName } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';

/** A versioned text with the SHA-256 of its canonical JSON. */
export interface Versioned<T> {
  readonly value: T;
  readonly hash: string;
}

/** One text that the ledger lets into use. */
export interface UsableText {
  readonly id: string;
  readonly version: number;
  /** SHA-256, hex, of its canonical JSON. */
  readonly hash: string;
  readonly body: Json;
  readonly origin: DefinitionOrigin;
  /** The one of its name that new work takes. */
  readonly newest: boolean;
  /** Name of what ships that it goes back to; null where there is none. */
  readonly root: string | null;
}

/**
 * The one way to what decides how data is read, judged, counted or warned of: the texts that the ledger of definitions released. Files
 * under resources/ are only what the ledger is filled from.
 */
export class InUse {
  readonly #kinds = new Map<DefinitionKind, readonly UsableText[]>();

  /** The texts of a kind, in the order they were entered; the same list until one of them changes. */
  of(kind: DefinitionKind): readonly UsableText[] {
    return this.#kinds.get(kind) ?? NOTHING;
  }

  /** Takes over what the ledger says of a kind now. */
  put(kind: DefinitionKind, texts: readonly UsableText[]): void {
    this.#kinds.set(kind, texts);
  }
}

const NOTHING: readonly UsableText[] = [];

/** Whoever holds what is in use. */
export interface UsesDefinitions {
  readonly inUse: InUse;
}

/** Reads the texts of a kind, once for as long as none of them changes. */
export function reading<T>(kind: DefinitionKind, read: (texts: readonly UsableText[]) => T): (context: UsesDefinitions) => T {
  const known = new WeakMap<readonly UsableText[], { readonly value: T }>();
  return ({ inUse }) => {
    const texts = inUse.of(kind);
    const held = known.get(texts) ?? { value: read(texts) };
    known.set(texts, held);
    return held.value;
  };
}

/** @throws AppError STORE_CORRUPT for a text that the ledger holds but nobody can read */
export function parseUsable<T>({ id, version, hash, body }: UsableText, schema: z.ZodType<T>): Versioned<T> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new AppError('STORE_CORRUPT', `The released text ${id}@${String(version)} cannot be read.`, { finding: `${id}@${String(version)}` }, { cause: parsed.error });
  return { value: parsed.data, hash };
}

/**
 * Reads a text of which there is one.
 *
 * @throws AppError RESOURCE_INVALID where it is missing
 */
export function readingSingle<Name extends SingleName>(kind: DefinitionKind, name: Name, schema: (typeof SINGLE_FORMS)[Name]): (context: UsesDefinitions) => z.infer<(typeof SINGLE_FORMS)[Name]> {
  return reading(kind, (texts) => {
    const text = texts.find(({ id, newest }) => newest && id === name);
    if (text === undefined) throw new AppError('RESOURCE_INVALID', `There is no ${name}.`, { file: name, path: '', reason: 'is not among what the program brings' });
    const parsed = schema.safeParse(text.body);
    if (!parsed.success) throw new AppError('STORE_CORRUPT', `The released text ${name} cannot be read.`, { finding: name }, { cause: parsed.error });
    return parsed.data as z.infer<(typeof SINGLE_FORMS)[Name]>;
  });
}
