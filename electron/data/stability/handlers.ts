import type { stabilityContract } from '#shared/contract/stability.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { exportBulletin } from './bulletin/export.ts';
import { computeTask, computeYearTask } from './compute.ts';
import { loadOwnMap, ownMapView, removeOwnMap } from './own-map/own-map.ts';
import { indicatorRecords } from './records.ts';
import { publishRun, reviewRun } from './review.ts';
import { monthStates } from './runs.ts';
import { definitionViews, monthView, placeView, trendViews } from './views.ts';

export const stabilityHandlers: Handlers<typeof stabilityContract> = {
  'stability.definitions': (_input, context) => Promise.resolve(definitionViews(context)),
  'stability.months': ({ subject }, context) => monthStates(context, subject),
  'stability.compute': ({ subject, month }, context) => Promise.resolve({ taskId: context.tasks.start(computeTask(context, subject, month)).id }),
  'stability.computeYear': ({ subject, year }, context) => Promise.resolve({ taskId: context.tasks.start(computeYearTask(context, subject, year)).id }),
  'stability.month': (input, context) => monthView(context, input),
  'stability.place': (input, context) => placeView(context, input),
  'stability.trends': (input, context) => trendViews(context, input),
  'stability.indicatorRecords': (input, context) => indicatorRecords(context, input),
  'stability.review': (input, context) => reviewRun(context, input),
  'stability.publish': (input, context) => publishRun(context, input),
  'stability.ownMap': (_input, context) => ownMapView(context),
  'stability.loadOwnMap': ({ file }, context) => loadOwnMap(context, context.grants.path(file, 'read')),
  'stability.removeOwnMap': async (_input, context) => {
    await removeOwnMap(context);
    return { done: true };
  },
  'stability.exportBulletin': ({ save, ...input }, context) => exportBulletin(context, input, context.grants.path(save, 'write')),
};
