import { MapLocation, TrendCharts } from '@element-plus/icons-vue';
import { defineAsyncComponent } from 'vue';
import type { Job } from '@/router/job.ts';

/** A past month under a version of an index; shown with the version, in the ledger. */
export const IndexVersionTrial = defineAsyncComponent(() => import('./trial/VersionTrialPanel.vue'));

export const stabilityJob: Job = {
  routes: [
    { path: '/stability', component: () => import('./month/MonthPage.vue'), meta: { title: 'stability.nav', permission: 'stability.read', keep: true } },
    { path: '/stability/definition/:subject', component: () => import('./definition/DefinitionPage.vue'), meta: { title: 'stability.definition', permission: 'stability.read' } },
    { path: '/own-map', component: () => import('./own-map/OwnMapPage.vue'), meta: { title: 'stability.ownMap.title', permission: 'map.manage' } },
    { path: '/stability/:level/:month/:place', component: () => import('./place/PlacePage.vue'), meta: { title: 'stability.place', permission: 'stability.read' } },
  ],
  nav: [
    { name: 'stability', to: '/stability', icon: TrendCharts, label: 'stability.nav', permission: 'stability.read', order: 35 },
    { name: 'own-map', to: '/own-map', icon: MapLocation, label: 'stability.ownMap.nav', permission: 'map.manage', order: 55 },
  ],
};
