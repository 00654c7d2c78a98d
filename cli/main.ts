import { commands } from './commands/index.ts';
import { terminal } from './io.ts';
import { runProgram } from './program.ts';
import { written } from './written.ts';

const exitCode = await runProgram(process.argv.slice(2), commands, terminal());
await Promise.all([written(process.stdout), written(process.stderr)]);
// Not left to the end of the event loop: what Node closes then it has been seen to wait for, spinning, for ever.
process.exit(exitCode);
