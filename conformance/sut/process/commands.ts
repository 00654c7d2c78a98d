import { spawn } from 'node:child_process';
import type { ProcessTerm } from './process-terms.ts';
import { type Outage, OUTAGES, type ProcessPort, ProcessProblem } from './process-port.ts';

type Commands = Pick<ProcessTerm, 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'clock'>;
/** What a command says on standard error is kept up to here, for its problem. */
const MOST_SAID = 500;

/**
 * Runs one command, without a shell, and waits for its end. A command that goes on past its time is killed. What it has
 * started and left in the background is left alone. Throws ProcessProblem.
 */
export const runCommand = async (name: string, argv: readonly string[], withinMs: number): Promise<void> => {
  const [program = '', ...args] = argv;
  const shown = `the command of process.${name} (${argv.join(' ')})`;
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { shell: false, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, withinMs);
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(0, MOST_SAID);
    });
    const fail = (why: string): void => {
      clearTimeout(timer);
      const told = said.trim();
      reject(new ProcessProblem(`${shown} ${why}${told === '' ? '' : `: ${told}`}`));
    };
    child.once('error', (error) => fail(`cannot be run: ${error.message}`));
    // Not `close`: what a start command leaves running may hold its output open for good.
    child.once('exit', (code, signal) => {
      child.stderr.destroy();
      if (isLate) return fail(`did not end within ${withinMs} ms`);
      if (code !== 0) return fail(code === null ? `was ended by ${signal}` : `ended with code ${code}`);
      clearTimeout(timer);
      resolve();
    });
  });
};

const upOf = (how: Outage): 'start' | 'resume' => (how === 'pause' ? 'resume' : 'start');

/** The port `process` by commands of the operator's. */
export const commandProcess = (commands: Commands & Pick<ProcessTerm, 'within' | 'ready'>): ProcessPort => {
  const run = async (name: keyof Commands, ...more: readonly string[]): Promise<void> => {
    const argv = commands[name];
    if (argv === undefined) throw new ProcessProblem(`the profile has no command process.${name}`, { isLacking: true });
    await runCommand(name, [...argv, ...more], commands.within);
  };
  return {
    can: OUTAGES.filter((how) => commands[how] !== undefined),
    ...(commands.clock === undefined ? {} : { setClock: (byMs) => run('clock', String(byMs)) }),
    via: 'command',
    readyWithinMs: commands.ready,
    down: (how) => run(how),
    up: (how) => run(upOf(how)),
  };
};
