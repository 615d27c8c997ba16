import { AlarmClock } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const followUpJob: Job = {
  routes: [
    { path: '/measures', component: () => import('./MeasuresPage.vue'), meta: { title: 'measures.nav', permission: 'proposal.read' } },
    { path: '/measures/reviews', component: () => import('./ReviewsPage.vue'), meta: { title: 'reviews.nav', permission: 'proposal.read' } },
    { path: '/matters/:id/review', component: () => import('./ReviewPage.vue'), meta: { title: 'reviews.nav', permission: 'proposal.read' } },
  ],
  nav: [{ name: 'measures', to: '/measures', icon: AlarmClock, label: 'measures.after', permission: 'proposal.read', order: 12 }],
};
