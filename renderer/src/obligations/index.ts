import { List } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const obligationsJob: Job = {
  routes: [{ path: '/obligations', component: () => import('./ObligationsPage.vue'), meta: { title: 'obligations.nav', permission: 'proposal.read' } }],
  nav: [{ name: 'obligations', to: '/obligations', icon: List, label: 'obligations.nav', permission: 'proposal.read', order: 11 }],
};
