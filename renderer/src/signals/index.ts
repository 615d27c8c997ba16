import { Bell, PieChart } from '@element-plus/icons-vue';
import { defineAsyncComponent } from 'vue';
import type { Job } from '@/router/job.ts';

/** What a version of a rule would have raised; shown with the version, in the ledger. */
export const RuleVersionTrial = defineAsyncComponent(() => import('./rules/VersionTrialPanel.vue'));

export const signalsJob: Job = {
  routes: [
    { path: '/signals', component: () => import('./list/SignalsPage.vue'), meta: { title: 'signals.nav', permission: 'signals.read', keep: true } },
    { path: '/signals/rules', component: () => import('./rules/RulesPage.vue'), meta: { title: 'signals.rules', permission: 'signals.read', keep: true } },
    { path: '/signals/rules/:id', component: () => import('./rules/RulePage.vue'), meta: { title: 'signals.rule', permission: 'signals.read' } },
    { path: '/signals/:id(\\d+)', component: () => import('./view/SignalPage.vue'), meta: { title: 'signals.nav', permission: 'signals.read' } },
    { path: '/boards', component: () => import('./boards/BoardsPage.vue'), meta: { title: 'signals.boardsNav', permission: 'signals.read', keep: true } },
    { path: '/boards/:id', component: () => import('./boards/BoardPage.vue'), meta: { title: 'signals.boardsNav', permission: 'signals.read' } },
  ],
  nav: [
    { name: 'signals', to: '/signals', icon: Bell, label: 'signals.nav', permission: 'signals.read', order: 36 },
    { name: 'boards', to: '/boards', icon: PieChart, label: 'signals.boardsNav', permission: 'signals.read', order: 37 },
  ],
};
