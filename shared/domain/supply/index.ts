export { addDays, addMonths, chinaDay, daysBetween, monthEnd, monthSpan, monthsUpTo } from './days.ts';
export { periodOf, type Period, type Rhythm } from './rhythm.ts';
export { freshness, FRESHNESS_STATES, newestWholeMonth, type Freshness, type FreshnessState, type SupplyFacts } from './freshness.ts';
export { fillFell, judge, median, type Judgement } from './robust.ts';
export { agreed, agreementSchema, type Agreement } from './agreement.ts';
