import { categoryById, fieldById, type Catalogue, type CategoryDescriptor, type FieldDescriptor, type FieldType } from '#shared/domain/catalogue/index.ts';
import type { QualityCondition } from './condition.ts';
import type { QualityRule, RuleSet } from './rule.ts';

/** What is wrong with a rule set, and where in it. */
export interface RuleFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const DAYS: readonly FieldType[] = ['date', 'datetime'];
const NUMBERS: readonly FieldType[] = ['integer', 'number'];

/** Holds a rule set against the catalogue: every category, field, code and unit that it names is there and of the right type. */
export function checkRules(catalogue: Catalogue, { rules }: RuleSet): RuleFault[] {
  const faults: RuleFault[] = [];
  rules.forEach((rule, position) => {
    const fault = (message: string): void => void faults.push({ path: ['rules', position], message: `${rule.id}: ${message}` });
    if (rules.findIndex(({ id }) => id === rule.id) < position) fault('appears twice');
    new RuleCheck(catalogue, fault).check(rule);
  });
  return faults;
}

class RuleCheck {
  readonly #catalogue: Catalogue;
  readonly #fault: (message: string) => void;

  constructor(catalogue: Catalogue, fault: (message: string) => void) {
    this.#catalogue = catalogue;
    this.#fault = fault;
  }

  check(rule: QualityRule): void {
    const own = this.#category(rule.category);
    if (own === null) return;
    if ('when' in rule) this.#conditions(own, rule.when);
    switch (rule.kind) {
      case 'reference':
        this.#field(own, rule.field);
        this.#keyed(rule.to);
        return;
      case 'order':
        this.#field(rule.via === undefined ? own : this.#via(own, rule.via), rule.earlier, DAYS);
        this.#field(own, rule.later, DAYS);
        return;
      case 'balance':
        this.#sameMeasure([...rule.parts, rule.total].map((id) => this.#field(own, id, NUMBERS)));
        return;
      case 'bounds':
        this.#field(own, rule.field, NUMBERS);
        if (rule.min === undefined && rule.max === undefined) this.#fault('needs a minimum or a maximum');
        return;
      case 'ratio':
        this.#sameMeasure([this.#field(own, rule.field, NUMBERS), this.#field(this.#via(own, rule.via), rule.other, NUMBERS)]);
        return;
      case 'implies':
        this.#conditions(rule.via === undefined ? own : this.#via(own, rule.via), rule.then);
        return;
      case 'stuck':
        this.#field(own, rule.since, DAYS);
        return;
      case 'duplicate':
        for (const id of rule.fields) this.#field(own, id);
        if (rule.within === 'town' && own.roles.place === undefined) this.#fault('the category does not know its towns');
        return;
      case 'silence':
        if (own.roles.time === undefined) this.#fault('the category does not know its months');
        if (rule.level === 'town' && own.roles.place === undefined) this.#fault('the category does not know its towns');
        if (rule.level === 'department' && own.roles.department === undefined) this.#fault('the category does not know its departments');
        return;
      case 'townTotal': {
        const other = this.#category(rule.other.category);
        this.#sameMeasure([this.#field(own, rule.field, NUMBERS), this.#field(other, rule.other.field, NUMBERS)]);
        if (own.roles.place === undefined || other?.roles.place === undefined) this.#fault('both categories must know their towns');
        return;
      }
      case 'staleness':
    }
  }

  #category(id: string): CategoryDescriptor | null {
    const found = categoryById(this.#catalogue, id);
    if (found === undefined) this.#fault(`no category ${id}`);
    return found ?? null;
  }

  /** Only a single key can be looked up by the value of one field. */
  #keyed(id: string): CategoryDescriptor | null {
    const category = this.#category(id);
    if (category !== null && category.key.length !== 1) this.#fault(`category ${id} has a key of several fields`);
    return category;
  }

  #via(own: CategoryDescriptor, { category, on }: { readonly category: string; readonly on: string }): CategoryDescriptor | null {
    this.#field(own, on);
    return this.#keyed(category);
  }

  #field(category: CategoryDescriptor | null, id: string, types?: readonly FieldType[]): FieldDescriptor | null {
    if (category === null) return null;
    const found = fieldById(category, id);
    if (found === undefined) this.#fault(`category ${category.id} has no field ${id}`);
    // Ciphertext differs from row to row; nothing can be compared in it.
    else if (found.personal !== undefined) this.#fault(`field ${category.id}.${id} is personal`);
    else if (types?.includes(found.type) === false) this.#fault(`field ${category.id}.${id} is of type ${found.type}`);
    return found ?? null;
  }

  #sameMeasure(fields: readonly (FieldDescriptor | null)[]): void {
    const measures = new Set(fields.flatMap((field) => (field === null ? [] : [`${field.unit ?? ''}/${String(field.scale ?? 0)}`])));
    if (measures.size > 1) this.#fault(`compares different units or scales: ${[...measures].join(', ')}`);
  }

  #conditions(category: CategoryDescriptor | null, conditions: readonly QualityCondition[]): void {
    for (const condition of conditions) {
      const field = this.#field(category, condition.field, condition.op === 'gte' ? NUMBERS : undefined);
      if (field === null || !('value' in condition) || condition.op === 'gte') continue;
      for (const value of Array.isArray(condition.value) ? condition.value : [condition.value]) this.#value(field, value);
    }
  }

  #value(field: FieldDescriptor, value: string | boolean): void {
    if ((field.type === 'boolean') !== (typeof value === 'boolean')) this.#fault(`field ${field.id} is of type ${field.type}`);
    if (field.codes !== undefined && !field.codes.some(({ code }) => code === value)) this.#fault(`field ${field.id} has no code ${String(value)}`);
  }
}
