import { commands } from './commands/index.ts';
import { terminal } from './io.ts';
import { runProgram } from './program.ts';

process.exitCode = await runProgram(process.argv.slice(2), commands, terminal());
