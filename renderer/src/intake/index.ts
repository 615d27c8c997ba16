import type { Job } from '@/router/job.ts';

export const intakeJob: Job = { routes: [], nav: [] };
