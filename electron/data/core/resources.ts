import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { loadCatalogue, loadRegions } from '#data/catalogue/index.ts';
import type { Shipped } from '#data/definitions/index.ts';
import { shippedDefinitions } from './shipped.ts';

export interface Resources {
  /** The source systems; the categories come into use through the ledger. */
  readonly systems: Catalogue['systems'];
  readonly regions: RegionIndex;
  readonly shipped: readonly Shipped[];
}

/**
 * Reads and checks everything under resources/.
 *
 * @throws AppError RESOURCE_INVALID with the file, the path in it and the reason
 */
export function loadResources(dir: string): Resources {
  const catalogue = loadCatalogue(dir);
  return { systems: catalogue.systems, regions: loadRegions(dir), shipped: shippedDefinitions(dir, catalogue) };
}
