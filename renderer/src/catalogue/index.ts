import type { Job } from '@/router/job.ts';

export const catalogueJob: Job = { routes: [], nav: [] };
