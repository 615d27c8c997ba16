import { openCore, ACTOR } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/** The evidence of one matter, all questions of its model; or the very queries that this asks, prepared once and run bare. */
const TIMES = 5;
const [way, storePath, id] = jobArguments('way', 'store', 'assessment');
const core = await openCore(storePath);
const overview = async (): Promise<number> => (await core.invoke('evidence.overview', { id }, ACTOR)).answers.length;

if (way === 'ours') {
  await overview();
  await tell(overview, TIMES);
} else {
  const { raw } = core.context.store;
  const asked: { readonly text: string; readonly values: readonly unknown[] }[] = [];
  const prepare = raw.prepare.bind(raw);
  // Listens once to what the overview asks.
  raw.prepare = ((text: string) => {
    const statement = prepare(text);
    const all = statement.all.bind(statement);
    statement.all = (...values: unknown[]) => {
      asked.push({ text, values });
      return all(...values);
    };
    return statement;
  }) as typeof raw.prepare;
  const answers = await overview();
  raw.prepare = prepare;
  const bare = asked.filter(({ text }) => /\bgroup by\b/iu.test(text)).map(({ text, values }) => ({ statement: prepare(text), values }));
  await tell(() => {
    for (const { statement, values } of bare) statement.all(...values);
    return answers;
  }, TIMES);
}
await core.close();
