import type { TaskView } from './tasks.ts';

/** What a screen may have to read again. */
export type Topic = 'catalogue' | 'batches' | 'contradictions' | 'watch' | 'proposals' | 'assessment' | 'survey' | 'uncertainty' | 'panel' | 'legalProcedure' | 'measures' | 'reviews' | 'obligations' | 'stability' | 'signals' | 'definitions' | 'quality' | 'accounts' | 'audit' | 'session';

/** Pushed from the data process to the window. */
export type CoreEvent =
  | { readonly type: 'task'; readonly task: TaskView }
  | { readonly type: 'changed'; readonly topics: readonly Topic[]; readonly subject: string | null }
  | { readonly type: 'sessionEnded'; readonly reason: 'idle' | 'signedOut' | 'disabled' }
  | { readonly type: 'dataProcess'; readonly state: 'ready' | 'lost' | 'failed' };
