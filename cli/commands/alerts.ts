import { join } from 'node:path';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { alertsText } from '../alerts/alerts-text.ts';
import { openDatabase } from '../admission/in-database.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';

const databaseOf = (args: Arguments): string => {
  const [db, data] = [args.text('db'), args.text('data')];
  if (db !== undefined && data !== undefined)
    throw usageProblem('--db and --data both name the database', 'one of them');
  return db ?? join(data ?? '.vitalproof', 'reference.db');
};

const numberOf = (word: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(word))
    throw usageProblem(`${word} is no number of an alert`, 'the first of a line', 'vitalproof alerts');
  return Number(word);
};

/** `vitalproof alerts`: the operator's look at the alerts that the other system never took, and the act that sends them again. */
export const alerts: Command = {
  name: 'alerts',
  words: '[NUMBER...]',
  summary: 'list the alerts that the other system refused for good; with NUMBER send those again',
  about:
    'Of a reference that is started with --hl7-alerts. One that is sent again says what its item was then, and goes\nbehind all that waits; where the item has moved on, how it stands by now is told behind it.',
  options: {
    db: {
      value: 'DATABASE',
      help: 'a file that no process serves, or postgres://[USER@]HOST[:PORT]/DATABASE[?schema=NAME]',
    },
    data: { value: 'DIR', help: 'where reference.db is (.vitalproof)' },
  },
  run: async (args, io): Promise<ExitCode> => {
    const wanted = [...new Set(args.words.map(numberOf))];
    const { alerts: outbox, close } = openDatabase(databaseOf(args), { notesAlerts: true });
    try {
      const parked = outbox?.parked() ?? [];
      const missing = wanted.find((number) => !parked.some(({ seq }) => seq === number));
      if (missing !== undefined)
        throw usageProblem(`no alert ${missing} is put aside`, 'the first of a line', 'vitalproof alerts');
      if (wanted.length > 0) await outbox?.unpark(wanted);
      io.out(
        wanted.length === 0
          ? alertsText(parked)
          : `${wanted.length === 1 ? 'One is' : `${wanted.length} are`} sent again once the reference runs.`,
      );
      return EXIT.passed;
    } finally {
      await close();
    }
  },
};
