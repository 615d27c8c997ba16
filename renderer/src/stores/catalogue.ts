import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { CategorySummary, SystemSummary } from '#shared/contract/index.ts';
import { call, useEvents } from '@/api/index.ts';
import { pick } from '@/i18n/index.ts';

/** The 7 systems and 48 categories with what they hold; read when first needed, again when batches change. */
export const useCatalogue = defineStore('catalogue', () => {
  const systems = shallowRef<readonly SystemSummary[]>([]);
  const byId = computed(() => new Map<string, CategorySummary>(systems.value.flatMap((system) => system.categories.map((category) => [category.id, category]))));
  let wanted = false;

  async function load(): Promise<readonly SystemSummary[]> {
    wanted = true;
    systems.value = await call('catalogue.overview', {});
    return systems.value;
  }

  /** "1.1 name" in the language on screen; the id alone while the catalogue is not read. */
  function label(id: string): string {
    const category = byId.value.get(id);
    return category === undefined ? id : `${id} ${pick(category.name)}`;
  }

  useEvents((event) => {
    if (wanted && event.type === 'changed' && (event.topics.includes('catalogue') || event.topics.includes('batches'))) {
      // The page that shows the catalogue reports its own failure; a mirror that stays old harms nothing.
      void load().catch(() => undefined);
    }
  });

  return { systems, byId, load, label };
});
