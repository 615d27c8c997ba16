import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { obligationLibrary } from './library.ts';
import { batchesOf, readObligedProjects, type ObligedProject } from './project-repository.ts';

/** By catalogue, of which there is one per open store. */
const held = new WeakMap<CallContext['catalogue'], { readonly batches: string; readonly projects: readonly ObligedProject[] }>();

/**
 * All projects that must be assessed, read again only after a batch of their categories came or was taken back: a hundred thousand
 * projects take half a second, and the start page asks every time it is opened.
 */
export async function heldProjects(db: ReadDb, { catalogue, inUse }: Pick<CallContext, 'catalogue' | 'inUse'>): Promise<readonly ObligedProject[]> {
  const { rules } = obligationLibrary({ inUse });
  const { category, unit, approval } = rules.projects;
  const batches = await batchesOf(db, [category, unit.category, approval.category]);
  const known = held.get(catalogue);
  if (known?.batches === batches) return known.projects;
  const projects = await readObligedProjects(db, catalogue, rules);
  held.set(catalogue, { batches, projects });
  return projects;
}
