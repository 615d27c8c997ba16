import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { decisionTypesSchema, methodFaults, modelSchema, type AssessmentModel, type DecisionType } from '#shared/domain/assessment/index.ts';
import { asJudging, methodRef, methodSchema, type JudgingMethod, type Method } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Versioned } from '#data/kernel/index.ts';

/** A versioned file: methods/wpq@1.json, models/major-project@1.json. */
const VERSIONED = /^[a-z][a-z0-9-]*@[1-9][0-9]*\.json$/;

/** All methods under `methods/`, by name. Throws RESOURCE_INVALID with file, path and reason. */
export function loadMethods(resourcesDir: string): Versioned<Method>[] {
  return loadVersioned(resourcesDir, 'methods', methodSchema).map(({ versioned }) => versioned);
}

/** The methods that judge a case. Throws RESOURCE_INVALID. */
export function loadJudgingMethods(resourcesDir: string): Versioned<JudgingMethod>[] {
  return loadMethods(resourcesDir).flatMap(({ value: method, hash }) => {
    const value = asJudging(method);
    return value === null ? [] : [{ value, hash }];
  });
}

/** The method of an exact reference such as "wpq@1"; null where there is none. */
export function findMethod(methods: readonly Versioned<Method>[], ref: string): Method | null {
  return methods.find(({ value }) => methodRef(value) === ref)?.value ?? null;
}

/** All models under `models/`, by name, each fitting a method that ships. Throws RESOURCE_INVALID. */
export function loadModels(resourcesDir: string): Versioned<AssessmentModel>[] {
  const methods = loadJudgingMethods(resourcesDir).map(({ value }) => value);
  return loadVersioned(resourcesDir, 'models', modelSchema).map(({ file, versioned }) => {
    const [fault] = methodFaults(versioned.value, methods);
    if (fault !== undefined) throw invalid(file, fault.path, fault.message);
    return versioned;
  });
}

/** The kinds of decision matter, in the order of the file. Throws RESOURCE_INVALID. */
export function loadDecisionTypes(resourcesDir: string): readonly DecisionType[] {
  return parseFile(resourcesDir, 'models/decision-types.json', decisionTypesSchema).types;
}

interface LoadedFile<T> {
  readonly file: string;
  readonly versioned: Versioned<T>;
}

function loadVersioned<T extends { readonly id: string; readonly version: number }>(resourcesDir: string, folder: string, schema: z.ZodType<T>): LoadedFile<T>[] {
  const names = listFolder(resourcesDir, folder).filter((name) => VERSIONED.test(name)).sort();
  if (names.length === 0) throw invalid(folder, '', 'holds no versioned file');
  return names.map((name) => {
    const file = `${folder}/${name}`;
    const value = parseFile(resourcesDir, file, schema);
    const named = `${value.id}@${String(value.version)}.json`;
    if (named !== name) throw invalid(file, 'id', `the file says it is ${named}`);
    return { file, versioned: { value, hash: hashOf(value) } };
  });
}

/** SHA-256, hex, over the canonical JSON: white space and the order of members do not count, everything else does. */
function hashOf(value: object): string {
  // What came out of JSON is JSON; a schema here neither adds nor changes a member.
  return createHash('sha256').update(canonicalJson(value as Parameters<typeof canonicalJson>[0]), 'utf8').digest('hex');
}

function listFolder(resourcesDir: string, folder: string): string[] {
  try {
    return readdirSync(join(resourcesDir, folder));
  } catch (cause) {
    throw invalid(folder, '', 'cannot be read', cause);
  }
}

function parseFile<T>(resourcesDir: string, file: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(resourcesDir, file), 'utf8'));
  } catch (cause) {
    throw invalid(file, '', cause instanceof SyntaxError ? `is not JSON: ${cause.message}` : 'cannot be read', cause);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(file, issue?.path.join('.') ?? '', issue?.message ?? 'does not fit its schema');
}

function invalid(file: string, path: string, reason: string, cause?: unknown): AppError {
  return new AppError('RESOURCE_INVALID', `${file}${path === '' ? '' : `, ${path}`}: ${reason}`, { file, path, reason }, { cause });
}
