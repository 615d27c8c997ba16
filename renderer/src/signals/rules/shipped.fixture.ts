import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CategoryWords } from '#shared/contract/index.ts';
import { categorySchema, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { boardsSchema, signalRuleSchema, type Board, type SignalRule } from '#shared/domain/signals/index.ts';

/** What ships, read from the files: for specs of words. */
const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(join(RESOURCES, path), 'utf8'));

const categories: CategoryDescriptor[] = readdirSync(join(RESOURCES, 'catalogue')).filter((name) => /^S\d$/u.test(name))
  .flatMap((system) => readdirSync(join(RESOURCES, 'catalogue', system)).map((name) => categorySchema.parse(read(`catalogue/${system}/${name}`))));

export const shippedWords: Record<string, CategoryWords> = Object.fromEntries(categories.map(({ id, name, fields }) => [
  id, { name, fields: Object.fromEntries(fields.map((field) => [field.id, { name: field.name, unit: field.unit ?? null, codes: Object.fromEntries((field.codes ?? []).map(({ code, zh, en }) => [code, { zh, en }])) }])) },
]));
export const shippedRules: SignalRule[] = readdirSync(join(RESOURCES, 'signals')).filter((name) => name.includes('@')).map((name) => signalRuleSchema.parse(read(`signals/${name}`)));
export const shippedBoards: readonly Board[] = boardsSchema.parse(read('signals/boards.json')).boards;
