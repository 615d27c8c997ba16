import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RegionNode } from '#shared/contract/index.ts';
import { call } from '@/api/index.ts';

/** Counties and their towns; read once, they change only with the program. */
export const useRegions = defineStore('regions', () => {
  const tree = shallowRef<readonly RegionNode[]>([]);
  let reading: Promise<void> | null = null;

  const names = computed(() => {
    const map = new Map<string, string>();
    for (const county of tree.value) {
      map.set(county.code, county.name);
      for (const town of county.towns) map.set(town.code, town.name);
    }
    return map;
  });

  function load(): Promise<void> {
    reading ??= call('regions.tree', {}).then(
      (value) => {
        tree.value = value;
      },
      (error: unknown) => {
        reading = null;
        throw error;
      },
    );
    return reading;
  }

  /** The name of a town or county code; the code itself while unknown. */
  const nameOf = (code: string): string => names.value.get(code) ?? code;

  return { tree, load, nameOf };
});
