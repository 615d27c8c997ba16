import { Coin, User } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const sessionJob: Job = {
  routes: [
    { path: '/accounts', component: () => import('./AccountsPage.vue'), meta: { title: 'session.accounts', permission: 'account.manage' } },
    { path: '/store', component: () => import('./StorePage.vue'), meta: { title: 'home.store', permission: 'store.backup' } },
    { path: '/password', component: () => import('./PasswordPage.vue'), meta: { title: 'frame.changePassword' } },
  ],
  nav: [
    { name: 'store', to: '/store', icon: Coin, label: 'home.store', permission: 'store.backup', order: 95 },
    { name: 'accounts', to: '/accounts', icon: User, label: 'session.accounts', permission: 'account.manage', order: 90 },
  ],
};
