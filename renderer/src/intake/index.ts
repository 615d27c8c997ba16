import { Files, Upload } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const intakeJob: Job = {
  routes: [
    { path: '/intake', component: () => import('./IntakePage.vue'), meta: { title: 'intake.nav', permission: 'intake.run' } },
    { path: '/batches', component: () => import('./BatchesPage.vue'), meta: { title: 'intake.batches', permission: 'intake.read', keep: true } },
    { path: '/sender-keys', component: () => import('./SenderKeysPage.vue'), meta: { title: 'intake.keys.title', permission: 'intake.read' } },
    { path: '/batches/:id', component: () => import('./BatchPage.vue'), meta: { title: 'intake.batch', permission: 'intake.read' } },
  ],
  nav: [
    { name: 'intake', to: '/intake', icon: Upload, label: 'intake.nav', permission: 'intake.run', order: 40 },
    { name: 'batches', to: '/batches', icon: Files, label: 'intake.batchesNav', permission: 'intake.read', order: 50 },
  ],
};
