import { methodRef, type JudgingMethod, type ScorecardMethod } from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import { factorsOf, type AssessmentModel } from './model.ts';

/** A place in a model, and what is wrong there. */
export interface ModelFault {
  /** `questions/approvalsReturned`, `method`. */
  readonly path: string;
  readonly message: string;
}

/** What of a model does not fit the method it names: no such method, scales that it needs or has no use for, factors that are not its items. */
export function methodFaults(model: AssessmentModel, methods: readonly JudgingMethod[]): ModelFault[] {
  const method = methods.find((one) => methodRef(one) === model.method);
  if (method === undefined) return [{ path: 'method', message: `no method "${model.method}" that judges factors (${methods.map(methodRef).join(', ')})` }];
  switch (method.kind) {
    case 'wpq':
      return (['probability', 'impact'] as const).flatMap((scale) => (model[scale] === undefined ? [{ path: scale, message: 'is missing: the method scores by it' }] : []));
    case 'wc':
      return idleScales(model);
    case 'scorecard':
      return [...idleScales(model), ...itemFaults(model, method)];
    default:
      return assertNever(method, 'method');
  }
}

function idleScales(model: AssessmentModel): ModelFault[] {
  return (['probability', 'impact'] as const).flatMap((scale) => (model[scale] === undefined ? [] : [{ path: scale, message: 'the method scores without it' }]));
}

/** A scorecard is whole or none: each item one factor, each group one area, in the printed order. */
function itemFaults(model: AssessmentModel, { groups }: ScorecardMethod): ModelFault[] {
  const [items, factors] = [groups.flatMap((group) => group.items.map(({ id }) => id)), factorsOf(model).map(({ id }) => id)];
  return [
    ...items.filter((id) => !factors.includes(id)).map((id) => ({ path: `factors/${id}`, message: 'is missing: the scorecard has such an item' })),
    ...factors.filter((id) => !items.includes(id)).map((id) => ({ path: `factors/${id}`, message: 'the scorecard has no such item' })),
    ...groups.flatMap((group) => {
      const areas = new Set(model.areas.filter((area) => area.factors.some(({ id }) => group.items.some((item) => item.id === id))).map(({ id }) => id));
      return areas.size > 1 ? [{ path: `areas/${[...areas].join(',')}`, message: `the items of the group ${group.id} stand in more than one area` }] : [];
    }),
  ];
}
