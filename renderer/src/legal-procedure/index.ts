import type { Job } from '@/router/job.ts';

export const legalProcedureJob: Job = {
  routes: [{ path: '/matters/:id/procedure', component: () => import('./ProcedurePage.vue'), meta: { title: 'procedure.nav', permission: 'proposal.read' } }],
  nav: [],
};
