import { createRouter, createWebHashHistory } from 'vue-router';
import { assessmentJob } from '@/assessment/index.ts';
import { auditJob } from '@/audit/index.ts';
import { catalogueJob } from '@/catalogue/index.ts';
import { definitionsJob } from '@/definitions/index.ts';
import { followUpJob } from '@/follow-up/index.ts';
import { homeJob } from '@/home/index.ts';
import { intakeJob } from '@/intake/index.ts';
import { legalProcedureJob } from '@/legal-procedure/index.ts';
import { obligationsJob } from '@/obligations/index.ts';
import { panelJob } from '@/panel/index.ts';
import { reportsJob } from '@/reports/index.ts';
import { sessionJob } from '@/session/index.ts';
import { signalsJob } from '@/signals/index.ts';
import { sourcesJob } from '@/sources/index.ts';
import { stabilityJob } from '@/stability/index.ts';
import { useSession } from '@/stores/index.ts';
import { supplyJob } from '@/supply/index.ts';
import { surveyJob } from '@/survey/index.ts';
import { uncertaintyJob } from '@/uncertainty/index.ts';
import type { Job, NavItem } from './job.ts';

const jobs: readonly Job[] = [homeJob, assessmentJob, legalProcedureJob, obligationsJob, followUpJob, panelJob, uncertaintyJob, catalogueJob, supplyJob, intakeJob, sourcesJob, reportsJob, stabilityJob, signalsJob, definitionsJob, auditJob, sessionJob, surveyJob];

/** The rail, in its order; the frame leaves out what the account may not do. */
export const navItems: readonly NavItem[] = jobs.flatMap((job) => job.nav).sort((a, b) => a.order - b.order);

export const router = createRouter({
  // The hash needs no server that knows our paths.
  history: createWebHashHistory(),
  routes: [...jobs.flatMap((job) => job.routes), { path: '/:rest(.*)*', redirect: '/' }],
});

// The menu hides what a role may not do; a remembered address must not show it either. The data process checks again.
router.beforeEach((to) => {
  const session = useSession();
  if (session.session === null) return true;
  return session.may(to.meta.permission ?? null) ? true : { path: '/' };
});
