import type { supplyContract } from '#shared/contract/index.ts';
import { categoryById, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { categorySupply, supplyMatrix } from './matrix.ts';
import { profileAnswer } from './profile.ts';

/** Data supply as IT sees it: the matrix, one category, what its fields hold. */
export const supplyHandlers: Handlers<Pick<typeof supplyContract, 'supply.matrix' | 'supply.category' | 'supply.profile'>> = {
  'supply.matrix': (_input, context) => supplyMatrix(context),
  'supply.category': async ({ id }, context) => categorySupply(context, find(context.catalogue, id)),
  'supply.profile': async ({ id }, context) => profileAnswer(context, find(context.catalogue, id)),
};

function find(catalogue: Catalogue, id: string): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${id}.`, { category: id });
  return category;
}
