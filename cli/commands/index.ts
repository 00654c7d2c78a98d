import type { Command } from '../command.ts';
import { adapter } from './adapter.ts';
import { admit } from './admit.ts';
import { alerts } from './alerts.ts';
import { certify } from './certify.ts';
import { chaos } from './chaos.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { judge } from './judge.ts';
import { keygen } from './keygen.ts';
import { list } from './list.ts';
import { load } from './load.ts';
import { properties } from './properties.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { selftest } from './selftest.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { token } from './token.ts';
import { verify } from './verify.ts';

/** Every sub-command, in the order of the help. */
export const commands: readonly Command[] = [
  simulate,
  demo,
  serve,
  token,
  admit,
  alerts,
  run,
  certify,
  properties,
  verify,
  keygen,
  adapter,
  load,
  chaos,
  judge,
  list,
  explain,
  report,
  selftest,
  doctor,
];
