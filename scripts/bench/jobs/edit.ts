import { applyEdit } from '../../../renderer/src/assessment/core/edits.ts';
import { liveJudge } from '../../../renderer/src/assessment/core/judge.ts';
import { ACTOR, openCore } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/** One changed score in the window, to everything that is drawn: the edit put into the case, figures, texts, gaps, warnings and all findings. */
const TIMES = 2000;
const [storePath, id] = jobArguments('store', 'assessment');
const core = await openCore(storePath);
const view = await core.invoke('assessments.get', { id }, ACTOR);
const model = await core.invoke('models.get', { id: view.model.id, version: view.model.version }, ACTOR);
const method = await core.invoke('models.method', { ref: view.model.method }, ACTOR);
await core.close();
if (method.kind !== 'wpq') throw new Error('the case is not scored by p and q');

const judge = liveJudge(model, method);
let turn = 0;
const work = (): number => {
  turn += 1;
  const { factorId } = view.factors[turn % view.factors.length] ?? { factorId: '' };
  const edited = judge.judged(applyEdit(view, { kind: 'factor', factorIds: [factorId], patch: { p: turn % 2 === 0 ? '0.55' : '0.8' } }), '2026-06-01');
  return edited.result.initial.factors.length;
};
for (let n = 0; n < TIMES; n += 1) work();
await tell(work, TIMES);
