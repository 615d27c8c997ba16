import type { Job } from '@/router/job.ts';

export const auditJob: Job = { routes: [], nav: [] };
