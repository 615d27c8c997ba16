import { computed, type ComputedRef } from 'vue';
import type { StabilityDefinitionView } from '#shared/contract/index.ts';
import { indicatorsOf } from '#shared/domain/stability/index.ts';
import { call, useQuery } from '@/api/index.ts';
import { pick } from '@/i18n/index.ts';

export interface KnownDefinition {
  /** Null while it is read, and for a definition that no longer ships. */
  readonly definition: ComputedRef<StabilityDefinitionView | null>;
  readonly floor: ComputedRef<number>;
  /** Name of a dimension or indicator; its id where unknown. */
  readonly nameOf: (id: string) => string;
}

/** The scale of the shipped indices begins here; only until the definition is read. */
const USUAL_FLOOR = 60;

/** The definition a run was computed by. */
export function useDefinition(ref: () => string | null): KnownDefinition {
  const all = useQuery(() => call('stability.definitions', {}), { topics: ['definitions'] });
  const definition = computed(() => all.data.value?.find((one) => one.ref === ref()) ?? null);
  const names = computed(() => {
    const known = definition.value?.definition;
    return new Map(known === undefined ? [] : [...known.dimensions.map(({ id, name }) => [id, name] as const), ...indicatorsOf(known).map(({ indicator: { id, name } }) => [id, name] as const)]);
  });
  return {
    definition,
    floor: computed(() => Number(definition.value?.definition.floor ?? USUAL_FLOOR)),
    nameOf: (id) => {
      const name = names.value.get(id);
      return name === undefined ? id : pick(name);
    },
  };
}
