import type { followUpContract } from '#shared/contract/follow-up.ts';
import type { reviewsContract } from '#shared/contract/reviews.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { followMeasure, listMeasures, saveProof, viewMeasure } from './measures.ts';
import { calibration, closeReview, listReviews, saveReview, viewReview } from './reviews.ts';

export const followUpHandlers: Handlers<typeof followUpContract> = {
  'measures.list': (input, context) => listMeasures(context.store.db, context, input),
  'measures.get': (input, context) => viewMeasure(context.store.db, context, input.id),
  'measures.follow': (input, context) => followMeasure(context, input),
  'measures.saveProof': (input, context) => saveProof(context, input),
};

export const reviewsHandlers: Handlers<typeof reviewsContract> = {
  'reviews.list': (input, context) => listReviews(context.store.db, context, input),
  'reviews.get': (input, context) => viewReview(context.store.db, context, input.id),
  'reviews.save': (input, context) => saveReview(context, input),
  'reviews.close': (input, context) => closeReview(context, input),
  'reviews.calibration': (_input, context) => calibration(context.store.db),
};
