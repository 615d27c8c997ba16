import { DocumentChecked } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const auditJob: Job = {
  routes: [{ path: '/audit', component: () => import('./AuditPage.vue'), meta: { title: 'audit.nav', permission: 'audit.read', keep: true } }],
  nav: [{ name: 'audit', to: '/audit', icon: DocumentChecked, label: 'audit.nav', permission: 'audit.read', order: 80 }],
};

export { actionWord, actorWord, detailLines } from './details.ts';
export { default as VerifyChain } from './VerifyChain.vue';
