import { Stamp } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const definitionsJob: Job = {
  routes: [
    { path: '/definitions', component: () => import('./ledger/LedgerPage.vue'), meta: { title: 'definitions.nav', permission: 'definition.read', keep: true } },
    { path: '/definitions/:seq(\\d+)', component: () => import('./version/VersionPage.vue'), meta: { title: 'definitions.nav', permission: 'definition.read' } },
    { path: '/definitions/:seq(\\d+)/edit', component: () => import('./editor/EditorPage.vue'), meta: { title: 'definitions.nav', permission: 'definition.edit' } },
  ],
  nav: [{ name: 'definitions', to: '/definitions', icon: Stamp, label: 'definitions.nav', permission: 'definition.read', order: 60 }],
};
