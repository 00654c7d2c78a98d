import { checkAdapter } from '../../conformance/adapter-check/check-adapter.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { adapterText } from '../adapter/report-text.ts';
import { startAdapter } from '../adapter/started.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { withSut } from '../with-sut.ts';

const USE = "vitalproof adapter check --start 'python3 adapter.py'";

const checkOf = async (start: string, io: Io): Promise<ExitCode> =>
  await withSut(undefined, ':memory:', io, async ({ profile, secrets }) => {
    const key = profile.access.mode === 'jwt-hs256' ? secrets[profile.access.key.slice(2, -1)] : undefined;
    const adapter = await startAdapter(start, { ...io.env, VITALPROOF_FHIR: profile.fhir?.base, VITALPROOF_KEY: key });
    try {
      const report = await checkAdapter({ adapter: { base: adapter.base }, reference: profile, secrets });
      io.out(adapterText(report));
      const faults = report.calls.reduce((sum, c) => sum + c.faults.length, 0);
      if (faults > 0) {
        io.out(`✗ The adapter has ${faults} faults. They are its own: no system was judged. (exit ${EXIT.failed})`);
        return EXIT.failed;
      }
      const idle = report.calls.filter((c) => c.made === 0);
      if (idle.length > 0) {
        io.out(`? ${idle.map((c) => c.call).join(', ')} could not be made, which is our fault. (exit ${EXIT.harness})`);
        return EXIT.harness;
      }
      io.out(`✓ The adapter passes on what it is asked and shows what is there. (exit ${EXIT.passed})`);
      return EXIT.passed;
    } finally {
      adapter.stop();
    }
  });

/** `vitalproof adapter check`: proves an adapter of the port protocol on the reference, before any system is judged through it. */
export const adapter: Command = {
  name: 'adapter',
  words: 'check',
  summary: 'prove an adapter of the port protocol on the reference',
  about:
    "Starts the reference and, in front of it, the adapter: --start is a shell command that finds the reference's FHIR base\n" +
    'in VITALPROOF_FHIR and its token key in VITALPROOF_KEY, and prints its own address. Every call is made, and compared\n' +
    'with what the reference answers to the same and holds (docs/ports.md). Exit 1: the adapter has a fault; 69: it did not start.',
  options: { start: { value: 'COMMAND', help: 'starts the adapter and prints its address' } },
  run: async (args, io) => {
    const [word, ...more] = args.words;
    if (word !== 'check' || more.length > 0) throw usageProblem('adapter does one thing: check', USE);
    const start = args.text('start');
    if (start === undefined) throw usageProblem('adapter check starts the adapter by itself', USE);
    return await checkOf(start, io);
  },
};
