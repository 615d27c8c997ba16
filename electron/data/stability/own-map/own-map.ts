import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { OwnMapView } from '#shared/contract/index.ts';
import { matchMap, MOST_MAP_BYTES, MOST_MAP_POINTS, ownMapFileSchema, ownMapSchema, pointsOf, type NamedPlace, type OwnMapFile } from '#shared/domain/own-map/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { accountNames } from '../run-repository.ts';
import { dropOwnMap, putOwnMap, readOwnMap, type OwnMapRow } from './own-map-repository.ts';

/** Unmatched names that are kept and shown. */
const MOST_NAMES = 200;

/** The office's own map with what it covers; null where none was loaded. @throws AppError STORE_CORRUPT */
export async function ownMapView(context: CallContext): Promise<OwnMapView | null> {
  const row = await readOwnMap(context.store.db);
  if (row === undefined) return null;
  const names = await accountNames(context.store.db);
  const { areas } = ownMapSchema.parse(kept(row.areas));
  const covered = new Set(areas.map(({ code }) => code));
  return {
    fileName: row.file_name, sha256: row.sha256, loadedAt: row.loaded_at, loadedBy: names.get(row.loaded_by) ?? row.loaded_by,
    areas,
    towns: countOf(areas, 'town'),
    counties: countOf(areas, 'county'),
    unmatched: z.array(z.string()).parse(kept(row.unmatched)),
    missing: placesOf(context).filter(({ code }) => !covered.has(code)),
  };
}

/**
 * Takes a GeoJSON file in the place of the map there is. Only the areas that are places of the city are kept.
 *
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_MAP (with reason and place)
 */
export async function loadOwnMap(context: CallContext, path: string): Promise<OwnMapView | null> {
  const { store, clock, actor, regions, emit } = context;
  const fileName = basename(path);
  const { file, sha256 } = readMapFile(path);
  const { map, unmatched } = matchMap(file, (text) => placeNamed(regions, text), placesOf(context).map(({ code }) => code));
  if (map.areas.length === 0) throw new AppError('FILE_NOT_MAP', `${fileName}: no area is a town or county of ${regions.city.name}.`, { file: fileName, reason: 'places' });
  const at = clock.now();
  const row: OwnMapRow = { file_name: fileName, sha256, areas: JSON.stringify(map), unmatched: JSON.stringify(unmatched.slice(0, MOST_NAMES)), loaded_at: at.toISOString(), loaded_by: actor.id };
  await store.write(async (tx) => {
    await putOwnMap(tx, row);
    await appendAudit(tx, { at, actor: actor.id, action: 'map.loaded', subject: 'map', details: { fileName, sha256, areas: map.areas.length, unmatched: unmatched.length } });
  });
  emit({ type: 'changed', topics: ['stability', 'audit'], subject: null });
  return ownMapView(context);
}

/** Takes the map away; the tile map is shown again. @throws AppError NOT_FOUND */
export async function removeOwnMap({ store, clock, actor, emit }: CallContext): Promise<void> {
  await store.write(async (tx) => {
    const row = await readOwnMap(tx);
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no map of the office.');
    await dropOwnMap(tx);
    await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'map.removed', subject: 'map', details: { fileName: row.file_name, sha256: row.sha256 } });
  });
  emit({ type: 'changed', topics: ['stability', 'audit'], subject: null });
}

/** A village is part of its town; what lies outside of the city is no place of it. */
function placeNamed(regions: CallContext['regions'], text: string): NamedPlace | null {
  const found = regions.resolve(text);
  if (!found.ok || found.value.level === 'outside') return null;
  const { town, county, code } = found.value;
  if (town !== null) return { code: town, level: 'town' };
  return county === null ? { code, level: 'city' } : { code: county, level: 'county' };
}

function readMapFile(path: string): { readonly file: OwnMapFile; readonly sha256: string } {
  const file = basename(path);
  const refused = (reason: string, message: string, place = ''): AppError => new AppError('FILE_NOT_MAP', `${file}: ${message}`, { file, reason, path: place });
  let bytes: Buffer;
  try {
    if (statSync(path).size > MOST_MAP_BYTES) throw refused('size', `is larger than ${String(MOST_MAP_BYTES / 1024 / 1024)} MB; simplify its outlines.`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new AppError(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', `${file} cannot be read.`, { path, file }, { cause: error });
  }
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/u, ''));
  } catch (cause) {
    throw new AppError('FILE_NOT_MAP', `${file} is not JSON.`, { file, reason: 'json', path: '' }, { cause });
  }
  const parsed = ownMapFileSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused('form', `${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`, issue?.path.join('/') ?? '');
  }
  if (pointsOf(parsed.data.features) > MOST_MAP_POINTS) throw refused('points', `has more than ${String(MOST_MAP_POINTS)} points; simplify its outlines.`);
  return { file: parsed.data, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function placesOf({ regions }: Pick<CallContext, 'regions'>): { readonly code: string; readonly name: string }[] {
  return regions.counties.flatMap(({ code, name, towns }) => [{ code, name }, ...towns.map((town) => ({ code: town.code, name: `${name}${town.name}` }))]);
}

/** Places of a level that have an area. */
function countOf(areas: OwnMapView['areas'], level: 'town' | 'county'): number {
  return new Set(areas.filter((area) => area.level === level).map(({ code }) => code)).size;
}

function kept(text: string): unknown {
  return JSON.parse(text);
}
