import { DataAnalysis, Finished } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const supplyJob: Job = {
  routes: [
    { path: '/supply', component: () => import('./MatrixPage.vue'), meta: { title: 'supply.nav', permission: 'intake.read', keep: true } },
    { path: '/supply/:id', component: () => import('./CategorySupplyPage.vue'), meta: { title: 'supply.category', permission: 'intake.read', keep: true } },
    { path: '/quality', component: () => import('./QualityPage.vue'), meta: { title: 'quality.nav', permission: 'intake.read', keep: true } },
    { path: '/quality/:id', component: () => import('./RulePage.vue'), meta: { title: 'quality.rule', permission: 'intake.read', keep: true } },
  ],
  nav: [
    { name: 'supply', to: '/supply', icon: DataAnalysis, label: 'supply.nav', permission: 'intake.read', order: 32 },
    { name: 'quality', to: '/quality', icon: Finished, label: 'quality.nav', permission: 'intake.read', order: 34 },
  ],
};
