import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { AppError } from '#shared/errors/index.ts';

/** A resource file is wrong: which file (relative to resources/), where in it, and why. */
export function invalidResource(file: string, path: string, reason: string): AppError {
  const where = path === '' ? file : `${file} at ${path}`;
  return new AppError('RESOURCE_INVALID', `${where}: ${reason}.`, { file, path, reason });
}

/**
 * Reads and checks one JSON resource.
 *
 * @param file path for messages, relative to resources/
 * @throws AppError RESOURCE_INVALID; of several faults all are in details.reasons, the first in path and reason
 */
export function readResource<Schema extends z.ZodType>(path: string, file: string, schema: Schema): z.output<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalidResource(file, '', error instanceof Error ? error.message : String(error));
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => ({ path: jsonPath(issue.path), message: issue.message }));
  const [first] = faults;
  const { code, message, details } = invalidResource(file, first?.path ?? '', first?.message ?? 'does not fit its schema');
  throw new AppError(code, message, { ...details, reasons: faults.map((fault) => `${fault.path}: ${fault.message}`) });
}

/** ["fields", 3, "codes"] as fields[3].codes. */
function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : text === '' ? String(part) : `${text}.${String(part)}`), '');
}
