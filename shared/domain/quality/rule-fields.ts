import type { QualityRule } from './rule.ts';

/** Fields of the rule's own category that it looks at, in the order in which they are read. */
export function ruleFields(rule: QualityRule): string[] {
  const when = 'when' in rule ? rule.when.map(({ field }) => field) : [];
  return [...new Set([...own(rule), ...when])];
}

/** Other categories that must hold rows, or the rule can judge nothing. */
export function neededCategories(rule: QualityRule): string[] {
  switch (rule.kind) {
    case 'reference': return [rule.category, rule.to];
    case 'townTotal': return [rule.category, rule.other.category];
    case 'order':
    case 'implies':
    case 'ratio': return rule.via === undefined ? [rule.category] : [rule.category, rule.via.category];
    case 'balance':
    case 'bounds':
    case 'stuck':
    case 'duplicate':
    case 'silence':
    case 'staleness': return [rule.category];
  }
}

function own(rule: QualityRule): string[] {
  switch (rule.kind) {
    case 'reference': return [rule.field];
    case 'order': return rule.via === undefined ? [rule.earlier, rule.later] : [rule.via.on, rule.later];
    case 'balance': return [...rule.parts, rule.total];
    case 'bounds': return [rule.field];
    case 'ratio': return [rule.via.on, rule.field];
    case 'implies': return rule.via === undefined ? rule.then.map(({ field }) => field) : [rule.via.on];
    case 'stuck': return [rule.since];
    case 'duplicate': return [...rule.fields];
    case 'townTotal': return [rule.field];
    case 'silence':
    case 'staleness': return [];
  }
}
