export { generateSample, type SampleFile, type SampleOptions, type SampleResult } from './generate.ts';
