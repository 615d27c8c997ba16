import { loadCatalogue, loadRegions } from '#data/catalogue/index.ts';
import { generateSample } from '#data/sample/index.ts';
import { readOptions, wholeNumber } from '../options.ts';
import { RESOURCES } from '../program.ts';
import type { Outcome } from './outcome.ts';

/** The systems and categories, each field with the headers it is recognised by. */
export function catalogue(args: readonly string[]): Promise<Outcome> {
  readOptions(args, {});
  const { systems, categories } = loadCatalogue(RESOURCES);
  const output = systems.map((system) => ({
    ...system,
    categories: categories
      .filter((category) => category.system === system.id)
      .map((category) => ({
        id: category.id, name: category.name, table: `cat_${category.slug}`, key: category.key, roles: category.roles, rhythm: category.rhythm,
        fields: category.fields.map((field) => ({
          id: field.id, name: field.name, type: field.type, unit: field.unit ?? null, required: field.required, personal: field.personal ?? null,
          codes: field.codes ?? null, headers: [...new Set([field.name.zh, field.name.en, field.id, ...field.synonyms])],
        })),
      })),
  }));
  return Promise.resolve({ output: { systems: output, counts: { systems: systems.length, categories: categories.length } } });
}

/** Writes synthetic sample batches; the same seed writes the same bytes. */
export async function sample(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['out', 'rows', 'seed'] });
  const outDir = options.required('out');
  const rowsPerCategory = wholeNumber(options.optional('rows') ?? '500', '--rows', 1, 10_000_000);
  const seed = wholeNumber(options.optional('seed') ?? '20240601', '--seed', 0, 0xffffffff);
  const result = await generateSample({ outDir, rowsPerCategory, seed, catalogue: loadCatalogue(RESOURCES), regions: loadRegions(RESOURCES), resourcesDir: RESOURCES });
  return { output: { synthetic: true, seed, out: outDir, files: result.files } };
}
