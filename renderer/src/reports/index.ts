import { Document } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const reportsJob: Job = {
  routes: [
    { path: '/reports', component: () => import('./ReportsPage.vue'), meta: { title: 'reports.nav', permission: 'proposal.read', keep: true } },
    { path: '/matters/:id/report', component: () => import('./ReportPage.vue'), meta: { title: 'assessment.report', permission: 'proposal.read' } },
  ],
  nav: [{ name: 'reports', to: '/reports', icon: Document, label: 'reports.nav', permission: 'report.export', order: 40 }],
};
