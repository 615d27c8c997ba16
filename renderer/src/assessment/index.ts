import { Memo } from '@element-plus/icons-vue';
import type { Job } from '@/router/job.ts';

export const assessmentJob: Job = {
  routes: [
    { path: '/matters', component: () => import('./portfolio/PortfolioPage.vue'), meta: { title: 'assessment.nav', permission: 'proposal.read', keep: true } },
    // The step stands in the query, so that going from step to step keeps the desk and what waits on it.
    { path: '/matters/:id', component: () => import('./desk/DeskPage.vue'), meta: { title: 'assessment.desk', permission: 'proposal.read' } },
    { path: '/matters/:id/history', component: () => import('./history/HistoryPage.vue'), meta: { title: 'assessment.history', permission: 'proposal.read' } },
  ],
  nav: [{ name: 'matters', to: '/matters', icon: Memo, label: 'assessment.nav', permission: 'proposal.read', order: 10 }],
};

export { default as CaseHeader } from './desk/CaseHeader.vue';
export { default as LevelSentence } from './parts/LevelSentence.vue';
export { loadCase, type Case } from './desk/load-case.ts';
export { judgementOf } from './core/judge.ts';
export { compareDecimals, position, shownDecimal } from './core/decimals.ts';
export { gradeIn, gradeWord, indexWords, levelSentence, levelWord, pathWord } from './core/words.ts';
export { default as ShareField } from './parts/ShareField.vue';
