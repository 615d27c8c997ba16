import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { loadDecisionTypes, loadModels, loadWpqMethods } from '#data/assessment/index.ts';
import { loadCatalogue, loadRegions } from '#data/catalogue/index.ts';
import { openLibraries, type Libraries } from '#data/kernel/index.ts';

export interface Resources {
  readonly catalogue: Catalogue;
  readonly regions: RegionIndex;
  readonly libraries: Libraries;
}

/**
 * Reads and checks everything under resources/.
 *
 * @throws AppError RESOURCE_INVALID with the file, the path in it and the reason
 */
export function loadResources(dir: string): Resources {
  return {
    catalogue: loadCatalogue(dir),
    regions: loadRegions(dir),
    libraries: openLibraries({ models: loadModels(dir), wpqMethods: loadWpqMethods(dir), decisionTypes: loadDecisionTypes(dir) }),
  };
}
