export { CompiledCase } from './compiled-case.ts';
export { judgeOf, type DraftJudge } from './judge.ts';
export { gridOf, holds, unitsOf, type Grid } from './grid.ts';
export { floorOf, rulesOf, type Rules } from './rules.ts';
