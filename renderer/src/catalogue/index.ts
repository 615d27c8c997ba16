import { Collection } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const catalogueJob: Job = {
  routes: [
    { path: '/catalogue', component: () => import('./OverviewPage.vue'), meta: { title: 'catalogue.nav', permission: 'catalogue.read', keep: true } },
    { path: '/catalogue/:id', component: () => import('./CategoryPage.vue'), meta: { title: 'catalogue.category', permission: 'catalogue.read', keep: true } },
  ],
  nav: [{ name: 'catalogue', to: '/catalogue', icon: Collection, label: 'catalogue.nav', permission: 'catalogue.read', order: 30 }],
};

export { default as RecordDrawer } from './RecordDrawer.vue';
