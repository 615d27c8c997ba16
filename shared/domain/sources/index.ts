export { NEWEST, ruleOf, sourceRule, sourceRuleSet, unknownInRules, type SourceRule, type SourceRuleSet } from './rules.ts';
export { settle, type Claim, type SettledVersion, type Settlement } from './settle.ts';
export { CONTRADICTION_STATES, stateOf, type ContradictionState, type Refused } from './state.ts';
export { judgement, Words, type JudgedBy, type Judgement, type Statement, type Verdict, type Word } from './words.ts';
