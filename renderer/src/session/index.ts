import { User } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const sessionJob: Job = {
  routes: [
    { path: '/accounts', component: () => import('./AccountsPage.vue'), meta: { title: 'session.accounts', permission: 'account.manage' } },
    { path: '/password', component: () => import('./PasswordPage.vue'), meta: { title: 'frame.changePassword' } },
  ],
  nav: [{ name: 'accounts', to: '/accounts', icon: User, label: 'session.accounts', permission: 'account.manage', order: 90 }],
};
