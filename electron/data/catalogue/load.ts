import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { categorySchema, systemsSchema, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { parseUsable, reading, type UsesDefinitions } from '#data/kernel/index.ts';
import { createNeighbours, createRegionIndex, neighboursFileSchema, regionsFileSchema, type Neighbours, type RegionIndex, type RegionsFile } from '#shared/domain/codes/index.ts';
import { invalidResource, readResource } from './read-json.ts';

interface LoadedCategory {
  readonly file: string;
  readonly category: CategoryDescriptor;
}

/**
 * Reads resources/catalogue: systems.json and one descriptor per category, in folders named by system.
 * A category more is a file more.
 *
 * @throws AppError RESOURCE_INVALID with file, path and reason
 */
export function loadCatalogue(resourcesDir: string): Catalogue {
  const { systems } = readResource(join(resourcesDir, 'catalogue', 'systems.json'), 'catalogue/systems.json', systemsSchema);
  systems.forEach(({ id }, index) => {
    if (systems.findIndex((system) => system.id === id) < index) throw invalidResource('catalogue/systems.json', `systems[${String(index)}].id`, `system ${id} appears twice`);
  });
  const loaded = folders(join(resourcesDir, 'catalogue')).flatMap((folder) => {
    const file = `catalogue/${folder}`;
    if (!systems.some(({ id }) => id === folder)) throw invalidResource(file, '', `no system ${folder} in systems.json`);
    return jsonFiles(join(resourcesDir, file)).map((name) => loadCategory(resourcesDir, folder, name));
  });
  checkUnique(loaded, 'id');
  checkUnique(loaded, 'slug');
  if (loaded.length === 0) throw invalidResource('catalogue', '', 'holds no category');
  return inOrder(systems, loaded.map(({ category }) => category));
}

/** The catalogue of the systems given and the categories that the ledger lets into use, in the order of the systems. */
export function catalogueInUse(systems: Catalogue['systems'], context: UsesDefinitions): Catalogue {
  return inOrder(systems, categoriesInUse(context));
}

const categoriesInUse = reading('category', (texts) => texts.filter(({ newest }) => newest).map((text) => parseUsable(text, categorySchema).value));

function inOrder(systems: Catalogue['systems'], categories: readonly CategoryDescriptor[]): Catalogue {
  const order = systems.map(({ id }) => id);
  return { systems, categories: categories.toSorted((a, b) => order.indexOf(a.system) - order.indexOf(b.system) || place(a.id) - place(b.id)) };
}

/** Reads the divisions of the city: the one file in resources/regions, and which of them touch: the one in neighbours beside it, or none. */
export function loadRegions(resourcesDir: string): RegionIndex {
  const [name, second] = jsonFiles(join(resourcesDir, 'regions'));
  if (name === undefined || second !== undefined) throw invalidResource('regions', '', 'must hold the file of exactly one city');
  const file = readResource(join(resourcesDir, 'regions', name), `regions/${name}`, regionsFileSchema);
  return createRegionIndex(file, loadNeighbours(resourcesDir, file));
}

function loadNeighbours(resourcesDir: string, { counties }: RegionsFile): Neighbours | null {
  if (!folders(join(resourcesDir, 'regions')).includes('neighbours')) return null;
  const [name, second] = jsonFiles(join(resourcesDir, 'regions/neighbours'));
  if (name === undefined) return null;
  if (second !== undefined) throw invalidResource('regions/neighbours', '', 'must hold one file or none');
  const list = `regions/neighbours/${name}`;
  const file = readResource(join(resourcesDir, list), list, neighboursFileSchema);
  const divisions = new Set(counties.flatMap((county) => [county.code, ...county.towns.map(({ code }) => code)]));
  file.pairs.forEach((pair, index) => {
    const unknown = pair.find((code) => !divisions.has(code));
    if (unknown !== undefined) throw invalidResource(list, `pairs[${String(index)}]`, `no division ${unknown}`);
  });
  return createNeighbours(file);
}

function loadCategory(resourcesDir: string, folder: string, name: string): LoadedCategory {
  const file = `catalogue/${folder}/${name}`;
  const category = readResource(join(resourcesDir, file), file, categorySchema);
  if (category.system !== folder) throw invalidResource(file, 'system', `lies in folder ${folder} but says ${category.system}`);
  const expected = `${category.id}-${category.slug.replaceAll('_', '-')}.json`;
  if (name !== expected) throw invalidResource(file, 'id', `id and slug ask for the file name ${expected}`);
  return { file, category };
}

function checkUnique(loaded: readonly LoadedCategory[], property: 'id' | 'slug'): void {
  const owner = new Map<string, string>();
  for (const { file, category } of loaded) {
    const value = category[property];
    const known = owner.get(value);
    if (known !== undefined) throw invalidResource(file, property, `${property} "${value}" is also in ${known}`);
    owner.set(value, file);
  }
}

/** Place of a category within its system: 10 of "3.10". */
function place(id: string): number {
  return Number(id.split('.')[1]);
}

function folders(path: string): string[] {
  return list(path).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function jsonFiles(path: string): string[] {
  return list(path).flatMap((entry) => (entry.isFile() && entry.name.endsWith('.json') ? [entry.name] : []));
}

function list(path: string): { name: string; isDirectory(): boolean; isFile(): boolean }[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw invalidResource(path, '', error instanceof Error ? error.message : String(error));
  }
}
