import { toEnvelope } from '#shared/errors/index.ts';
import { catalogue, sample } from './commands/catalogue.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand, undo } from './commands/intake.ts';
import type { Outcome } from './commands/outcome.ts';
import { check, keys } from './commands/packages.ts';
import { scoreCommand } from './commands/score.ts';
import { stabilityCommand } from './commands/stability.ts';
import { audit, backup, init, restore } from './commands/store.ts';
import { USAGE, UsageError } from './usage.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<Outcome>>> = {
  init, catalogue, sample, import: importCommand, check, keys, undo, stability: stabilityCommand, export: exportCommand, audit, backup, restore,
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stderr.write(USAGE);
    return name === undefined ? 2 : 0;
  }
  if (name === 'score') return scoreCommand(rest);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command ${name}.`);
  const outcome = await command(rest);
  process.stdout.write(`${JSON.stringify(outcome.output, null, 2)}\n`);
  return outcome.failed === true ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    const envelope = toEnvelope(error);
    if (envelope.code === 'BUG') process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    else process.stderr.write(`${envelope.message}\n`);
    process.stdout.write(`${JSON.stringify({ error: envelope })}\n`);
    process.exitCode = 1;
  }
}
