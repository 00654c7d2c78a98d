import { EXIT, type ExitCode, InputProblem } from '../contract/input-problem.ts';
import { type ChainHead, headText, readHead } from '../reference-impl/audit/chain.ts';
import type { TrailVerdict } from '../reference-impl/audit/prove.ts';
import { proveTrail } from '../reference-impl/audit/prove-trail.ts';
import type { WorkProgress } from '../reports/terminal/work-progress.ts';
import { usageProblem } from './arguments.ts';
import { untilInterrupted } from './interrupt.ts';
import type { Io } from './io.ts';
import { progressOf } from './progress.ts';

/** A head as `--verify-audit` prints it; a usage problem for anything else. */
export const notedHead = (text: string): ChainHead =>
  readHead(text) ??
  (() => {
    throw usageProblem(
      `--expect-head ${text.slice(0, 100)} is not usable`,
      'HASH@COUNT, as --verify-audit prints it: 64 hexadecimal digits, @ and the number of events',
    );
  })();

/** The verdict in one sentence. */
const sentenceOf = (verdict: TrailVerdict, noted: ChainHead | undefined): string => {
  if (!verdict.intact) {
    const { event, recorded, what } = verdict.broken;
    return `The audit trail is broken: event ${event}${recorded === undefined ? '' : `, recorded ${recorded},`} ${what}.`;
  }
  const { count } = verdict.head;
  const events = `${count} ${count === 1 ? 'event' : 'events'}`;
  const through = noted === undefined ? '' : `, and it goes through the head that was noted at ${noted.count}`;
  return `The audit trail is intact: ${events}, none changed, missing, added or out of place${through}.`;
};

/** The words of a person and, for programs, the same as JSON. */
export const verdictText = (verdict: TrailVerdict, noted: ChainHead | undefined, asJson: boolean): string => {
  const { intact, head } = verdict;
  const sentence = sentenceOf(verdict, noted);
  if (asJson) {
    const broken = intact ? {} : { broken: verdict.broken };
    return `${JSON.stringify({ intact, count: head.count, head: headText(head), ...broken, verdict: sentence })}\n`;
  }
  const fits = intact ? '' : ' that fit';
  return `events    ${head.count}${fits}\nhead      ${headText(head)}\n${sentence}\n`;
};

/** Proves the audit trail in a database file and says what was found. Exit 0: intact; 1: broken. */
export const verifyAudit = async (
  path: string,
  options: { readonly noted: ChainHead | undefined; readonly asJson: boolean },
  io: Io,
): Promise<ExitCode> => {
  const { noted, asJson } = options;
  let progress: WorkProgress | undefined;
  let proved = 0;
  const verdict = await untilInterrupted(async (signal) => {
    try {
      return await proveTrail(path, {
        ...(noted === undefined ? {} : { noted }),
        onProgress: (done, of) => {
          if (signal.aborted)
            throw new InputProblem('interrupted', { file: path }, 'to be let finish', { exitCode: EXIT.interrupted });
          progress ??= progressOf({ what: 'proved', unit: 'events', total: of }, io);
          progress.advanced(done - proved);
          proved = done;
        },
      });
    } finally {
      progress?.finish();
    }
  });
  await io.write(verdictText(verdict, noted, asJson));
  return verdict.intact ? EXIT.passed : EXIT.failed;
};
