import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { EndLine, HistoryLine, OpLine, SeenLine } from '../../history/lines.ts';
import { type Instant, isoOf, MINUTE } from '../instant.test-helper.ts';
import { isJudged, type Move } from '../story.test-helper.ts';
import { latest } from '../readings.test-helper.ts';
import type { TrueCourse, TrueMove } from './course.test-helper.ts';
import { BEGIN } from './names.test-helper.ts';
import { shownItem } from './shown-item.test-helper.ts';

type Unnumbered = Omit<OpLine, 'seq'> | Omit<SeenLine, 'seq'> | Omit<EndLine, 'seq'>;

interface Entry {
  /** When it is written down. */
  readonly at: Instant;
  readonly line: Unnumbered;
}

const mono = (at: Instant): number => Number(at - BEGIN);

const answerOf = (course: TrueCourse, { via, silent }: TrueMove, move: Move): Pick<OpLine, 'outcome' | 'answer'> => {
  if (silent) return { outcome: 'unknown', answer: {} };
  const told = isJudged(move.act) ? course.world.told.get(move.seq) : undefined;
  const stored = told?.stored === true && move.seq % 2 === 0;
  const refusal = stored ? undefined : told?.refusal;
  if (refusal === undefined) return { outcome: 'ok', answer: { code: via === 'fhir' ? '200' : 'AA' } };
  const code = via === 'fhir' ? `${REFUSALS[refusal].http}` : 'AE';
  return { outcome: 'refused', answer: { code, refusal, explained: true } };
};

const opLine = (course: TrueCourse, move: TrueMove, one: Move): Omit<OpLine, 'seq'> => ({
  kind: 'op',
  lane: 'made/fhir',
  via: move.via,
  actor: 'ehr',
  act: one.act,
  intended: mono(move.sent),
  sent: mono(move.sent),
  settled: mono(move.settled),
  wall: isoOf(move.sent),
  ...answerOf(course, move, one),
});

const seenEntries = (course: TrueCourse): Entry[] =>
  course.world.items.flatMap((item, i) => {
    const by = course.seenBy[i];
    if (by === undefined || by > course.end) return [];
    const versions = [undefined, ...item.story];
    return versions.flatMap((event, events): Entry[] => {
      const at = event === undefined || event.at < by ? by : event.at;
      const shown = shownItem(course.world, item, events);
      return [{ at, line: { kind: 'seen', surface: 'inbox', after: null, by: mono(at), item: shown } }];
    });
  });

/** Somebody reads back what came of an unanswered reading, some time later. */
const readEntries = (course: TrueCourse): Entry[] =>
  course.moves.flatMap(({ silent, lost, via, settled, unit: { moves } }): Entry[] => {
    const [{ act, seq }] = moves as [Move];
    if (!silent || lost || act.op !== 'reading.submit' || seq % 2 === 0) return [];
    // Refused it has left nothing, though the same reading may have been taken when it was sent again.
    if (course.world.told.get(seq)?.accept !== true) return [];
    const filed = course.world.readings.get(keyOf(act.reading.identifier));
    const at = settled + 3n * MINUTE;
    if (filed === undefined || at > course.end || filed.versions[0] !== act.reading) return [];
    const shown = {
      reading: latest(filed),
      version: filed.versions.length,
      interpretation: [],
      ranges: [],
      orders: [],
    };
    const read = { op: 'reading.read', patient: act.reading.patient, identifier: act.reading.identifier } as const;
    const when = { intended: mono(at), sent: mono(at), settled: mono(at), wall: isoOf(at) };
    const line = {
      kind: 'op',
      lane: 'made/fhir',
      via,
      actor: 'ehr',
      act: read,
      ...when,
      outcome: 'ok',
      answer: { code: '200' },
      output: { readings: [shown] },
    } as const;
    return [{ at, line: { ...line, output: { readings: [shown] } } }];
  });

/** The history of a true course, as a harness would have written it. */
export const linesOf = (course: TrueCourse): HistoryLine[] => {
  const ops = course.moves.flatMap((move) =>
    move.unit.moves.map((one): Entry => ({ at: move.settled, line: opLine(course, move, one) })),
  );
  const end: Entry = { at: course.end, line: { kind: 'end', at: mono(course.end), lag: 0, skipped: [] } };
  const entries = [...ops, ...seenEntries(course), ...readEntries(course), end];
  entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [course.run, ...entries.map(({ line }, i) => ({ ...line, seq: i + 1 }))];
};
