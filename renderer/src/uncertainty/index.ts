import type { Job } from '@/router/job.ts';

/** A page of a matter, reached from its head; no place of its own in the rail. */
export const uncertaintyJob: Job = {
  routes: [{ path: '/matters/:id/uncertainty', component: () => import('./UncertaintyPage.vue'), meta: { title: 'assessment.uncertainty', permission: 'proposal.read' } }],
  nav: [],
};
