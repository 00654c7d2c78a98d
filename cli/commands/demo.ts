import { randomBytes } from 'node:crypto';
import { EXIT } from '../../contract/input-problem.ts';
import { systemNow } from '../../reference-impl/clock/system-now.ts';
import type { Bench } from '../../reference-impl/operation/bench.ts';
import { startReference } from '../../reference-impl/server.ts';

import type { Command } from '../command.ts';
import { startClinic } from '../demo/clinic.ts';
import { nextMidnight } from '../demo/stream.ts';
import { farewell, greeting } from '../demo/words.ts';
import { untilInterrupted } from '../interrupt.ts';

/** Until the clinic is there, there is nothing to switch. */
const NO_BENCH: Bench = {
  state: () => ({ devices: [], faults: [], now: '', pace: 0 }),
  turn: () => undefined,
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `vitalproof demo`: the reference, its pages and a small simulated clinic, until interrupted. */
export const demo: Command = {
  name: 'demo',
  words: '',
  summary: 'shows the whole pipeline with a small simulated clinic, in the reference’s pages',
  about:
    'Nothing is asked and nothing is kept: the reference on loopback without access control, its database in memory,\nsynthetic patients whose readings come over FHIR and MLLP at accelerated time (docs/demo.md). Ctrl-C ends it.',
  options: {
    port: { value: 'PORT', help: 'of the pages and of FHIR (0: any free port)' },
    pace: { value: 'X', help: 'times as fast as real time (1800: half an hour a second)' },
    days: { value: 'D', help: 'how many days the clinic has; the pages stay when they are over (30)' },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    for: { value: 'SECONDS', help: 'ends by itself after so long; absent: it does not' },
  },
  run: async (args, io) => {
    const playing = {
      seed: args.whole('seed', 1, 0, Number.MAX_SAFE_INTEGER),
      days: args.whole('days', 30, 7, 365),
      daysBefore: 4,
      pace: args.whole('pace', 1800, 1, 100_000),
      startMs: nextMidnight(systemNow()),
    };
    const seconds = args.text('for') === undefined ? undefined : args.whole('for', 0, 1, 86_400);
    const fhirPort = args.whole('port', 0, 0, 65_535);
    let bench = NO_BENCH;
    const reference = await startReference({
      databasePath: ':memory:',
      tokenKey: randomBytes(32).toString('hex'),
      auth: 'none',
      policies: { portal: 'required' },
      fhirPort,
      frontThread: true,
      bench: { state: () => bench.state(), turn: (id, isOn) => bench.turn(id, isOn) },
    });
    try {
      return await untilInterrupted(async (interrupt) => {
        const clinic = await startClinic(reference, playing);
        ({ bench } = clinic);
        const signal =
          seconds === undefined ? interrupt : AbortSignal.any([interrupt, AbortSignal.timeout(seconds * 1000)]);
        try {
          const tally = await clinic.run(signal, () => io.out(greeting(reference, playing)));
          if (!signal.aborted) {
            io.out('The clinic’s days are over. The pages stay until Ctrl-C.');
            await aborted(signal);
          }
          io.out(farewell(tally));
          return EXIT.passed;
        } finally {
          await clinic.close();
        }
      });
    } finally {
      await reference.close();
    }
  },
};
