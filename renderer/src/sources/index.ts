import type { Job } from '@/router/job.ts';

export const sourcesJob: Job = {
  routes: [{ path: '/contradictions', component: () => import('./ContradictionsPage.vue'), meta: { title: 'sources.title', permission: 'intake.read' } }],
  nav: [],
};
