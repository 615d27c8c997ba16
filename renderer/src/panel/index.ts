import { EditPen } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const panelJob: Job = {
  routes: [
    { path: '/matters/:id/panel', component: () => import('./PanelPage.vue'), meta: { title: 'assessment.panel', permission: 'proposal.read' } },
    { path: '/scoring', component: () => import('./scoring/InvitationsPage.vue'), meta: { title: 'panel.scoring.nav', permission: 'panel.score' } },
    { path: '/scoring/:id', component: () => import('./scoring/BallotPage.vue'), meta: { title: 'panel.scoring.nav', permission: 'panel.score' } },
  ],
  nav: [{ name: 'scoring', to: '/scoring', icon: EditPen, label: 'panel.scoring.nav', permission: 'panel.score', order: 12 }],
};
