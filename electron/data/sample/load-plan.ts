import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '#shared/errors/index.ts';
import { profilesSchema, settingsSchema, type Profile, type SamplePlan } from './plan.ts';

/**
 * Reads and checks resources/sample: settings.json and every profiles-*.json.
 *
 * @throws AppError RESOURCE_INVALID with the file, the path in it and the reason
 */
export function loadSamplePlan(dir: string): SamplePlan {
  const settings = read(join(dir, 'settings.json'), settingsSchema);
  const profiles = new Map<string, Profile>();
  for (const name of readdirSync(dir).filter((entry) => /^profiles-.*\.json$/.test(entry)).sort()) {
    for (const [id, profile] of Object.entries(read(join(dir, name), profilesSchema))) {
      if (profiles.has(id)) throw invalid(join(dir, name), id, 'a second profile for this category');
      profiles.set(id, profile);
    }
  }
  return { settings, profiles };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw invalid(file, '', cause instanceof Error ? cause.message : String(cause));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(file, issue?.path.join('.') ?? '', issue?.message ?? 'not as expected');
}

function invalid(file: string, path: string, reason: string): AppError {
  return new AppError('RESOURCE_INVALID', `${file}: ${path}: ${reason}`, { file, path, reason });
}
