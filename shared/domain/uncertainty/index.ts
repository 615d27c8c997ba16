export {
  DEFAULT_SETTINGS, DISTRIBUTIONS, GREATEST_SEED, LEAST_DRAWS, MOST_DRAWS, RANGE_FIELDS, uncertaintySettingsSchema,
  type Distribution, type OwnRange, type RangeField, type UncertaintySettings,
} from './settings.ts';
export { rangesOf, type MeasureLink, type Subject } from './subject.ts';
export { simulate, type RandomSource, type SimulationStep } from './simulate.ts';
export { uncertaintyResultSchema, type Driver, type MeasureEstimate, type SideEstimate, type Tally, type UncertaintyResult } from './result.ts';
export { chanceOf, changesFrom, drawsOf, shareOf } from './numbers.ts';
export { pullOf, swingOf } from './drivers.ts';
