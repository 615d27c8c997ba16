import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useEvents } from '@/api/index.ts';

/** Whether the data process answers; `lost` while it is started again, `failed` when that did not help. */
export const useConnection = defineStore('connection', () => {
  const state = ref<'ready' | 'lost' | 'failed'>('ready');
  useEvents((event) => {
    if (event.type === 'dataProcess') state.value = event.state;
  });
  return { state };
});
