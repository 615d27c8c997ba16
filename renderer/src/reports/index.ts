import type { Job } from '@/router/job.ts';

export const reportsJob: Job = { routes: [], nav: [] };
