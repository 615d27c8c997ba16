import { withElectron } from '../setup/environment.ts';
import { duration, say } from '../setup/say.ts';
import type { Counts } from './counts.ts';
import { buildStep, endToEnd, importRules, lint, types, unitTests } from './steps.ts';
import type { Step } from './steps.ts';

interface Outcome extends Counts {
  readonly name: string;
  readonly milliseconds: number;
}

/** Runs one step to its outcome; a step that throws is a failed one, and the run goes on. */
async function outcomeOf(step: Step): Promise<Outcome> {
  const started = Date.now();
  let counts: Counts = { passed: 0, failed: 1 };
  let output: string;
  try {
    ({ counts, output } = await step.run());
  } catch (error) {
    output = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  if (counts.failed > 0 && output.trim() !== '') say(`--- ${step.name} ---\n${output.trim()}`);
  const outcome = { name: step.name, milliseconds: Date.now() - started, ...counts };
  say(describe(outcome));
  return outcome;
}

function describe({ name, passed, failed, milliseconds }: Outcome): string {
  const verdict = failed === 0 ? 'passed' : 'FAILED';
  const counted = passed + failed > 1 ? ` (${String(passed)} passed, ${String(failed)} failed)` : '';
  return `[${name}] ${verdict}${counted} in ${duration(milliseconds)}`;
}

/** `npm test`: every check, each to its end; the last line is "N passed, N failed". */
export async function test(args: readonly string[]): Promise<number> {
  const started = Date.now();
  const outcomes: Outcome[] = [];
  try {
    await withElectron(async () => {
      // The three static checks share the machine's cores; the rest runs alone, so its timings mean something.
      outcomes.push(...(await Promise.all([lint, importRules, types].map(outcomeOf))));
      for (const step of [unitTests, buildStep, endToEnd({}, args)]) outcomes.push(await outcomeOf(step));
      return 0;
    });
  } catch (error) {
    say(`The set-up failed: ${error instanceof Error ? error.message : String(error)}`);
    outcomes.push({ name: 'set-up', passed: 0, failed: 1, milliseconds: Date.now() - started });
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  say(['', ...outcomes.map(describe), `All of it took ${duration(Date.now() - started)}.`].join('\n'));
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  return failed === 0 ? 0 : 1;
}
