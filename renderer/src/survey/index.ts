import type { Job } from '@/router/job.ts';

/** A page of a matter, reached from its head. */
export const surveyJob: Job = {
  routes: [{ path: '/matters/:id/survey', component: () => import('./SurveyPage.vue'), meta: { title: 'assessment.survey', permission: 'proposal.read' } }],
  nav: [],
};
