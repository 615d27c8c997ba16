export { generateSample, type SampleFile, type SampleOptions, type SampleResult } from './generate.ts';
export { loadSamplePlan } from './load-plan.ts';
export { FORMATS, type SampleFormat } from './plan.ts';
