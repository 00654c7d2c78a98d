import { EXIT } from '../contract/input-problem.ts';
import { commands } from './commands/index.ts';
import { terminal } from './io.ts';
import { harnessError, runProgram } from './program.ts';
import { written } from './written.ts';

const io = terminal();
// What is thrown where no command waits for it would end the process with 1: the verdict that a system failed.
process.on('uncaughtException', (error) => {
  io.err(harnessError(error));
  process.exit(EXIT.harness);
});
const exitCode = await runProgram(process.argv.slice(2), commands, io);
await Promise.all([written(process.stdout), written(process.stderr)]);
// Of what was written last a stream tells a turn later that it could not be.
await new Promise((resolve) => setImmediate(resolve));
const lost = io.lost();
if (lost !== undefined && exitCode !== lost.exitCode) io.err(`vitalproof: ${lost.describe()}`);
// Not left to the end of the event loop: what Node closes then it has been seen to wait for, spinning, for ever.
process.exit(lost !== undefined && exitCode === EXIT.passed ? lost.exitCode : exitCode);
