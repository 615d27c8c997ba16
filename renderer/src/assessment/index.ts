import type { Job } from '@/router/job.ts';

export const assessmentJob: Job = { routes: [], nav: [] };
