import { House } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const homeJob: Job = {
  routes: [{ path: '/', component: () => import('./HomePage.vue'), meta: { title: 'home.nav' } }],
  nav: [{ name: 'home', to: '/', icon: House, label: 'home.nav', permission: null, order: 0 }],
};
