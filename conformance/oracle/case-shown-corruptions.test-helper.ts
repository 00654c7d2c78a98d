import { type FiledReading, keyOf, type Reading, type Tracker } from '../../contract/domain/index.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import type { Corrupted } from './case-corruptions.test-helper.ts';

type Corruption = (lines: readonly HistoryLine[]) => readonly Corrupted[];

const isRead = (line: HistoryLine): line is OpLine => line.kind === 'op' && line.act.op === 'reading.read';

/** Every query that shows something else instead, once for each way that `of` finds. */
const eachRead =
  (
    what: string,
    breaks: readonly string[],
    of: (shown: readonly FiledReading[], lines: readonly HistoryLine[]) => readonly (readonly FiledReading[])[],
  ): Corruption =>
  (lines) =>
    lines.flatMap((line, i): readonly Corrupted[] => {
      if (!isRead(line)) return [];
      return of(line.output?.readings ?? [], lines).map((readings) => ({
        what: `${what}, line ${line.seq}`,
        lines: lines.with(i, { ...line, output: { readings: [...readings] } }),
        breaks,
      }));
    });

/** Every reading shown that `test` holds for, changed by itself. */
const eachShown = (
  what: string,
  breaks: readonly string[],
  change: (filed: FiledReading, lines: readonly HistoryLine[]) => readonly FiledReading[] | undefined,
): Corruption =>
  eachRead(what, breaks, (shown, lines) =>
    shown.flatMap((filed, i) => {
      const instead = change(filed, lines);
      return instead === undefined ? [] : [[...shown.slice(0, i), ...instead, ...shown.slice(i + 1)]];
    }),
  );

const isErased = ({ reading }: FiledReading): boolean => reading.status === 'entered-in-error';

const otherDigits = ({ result, ...rest }: Reading): Reading | undefined =>
  result.kind === 'value'
    ? { ...rest, result: { ...result, quantity: { ...result.quantity, value: `${result.quantity.value}1` } } }
    : undefined;

/** What a reading said first, where a correction has changed its result since. */
const firstSaid = (filed: FiledReading, lines: readonly HistoryLine[]): Reading | undefined => {
  const key = keyOf(filed.reading.identifier);
  const first = lines.flatMap((l) =>
    l.kind === 'op' && l.outcome === 'ok' && l.act.op === 'reading.submit' && keyOf(l.act.reading.identifier) === key
      ? [l.act.reading]
      : [],
  )[0];
  const isOther = first !== undefined && JSON.stringify(first.result) !== JSON.stringify(filed.reading.result);
  return isOther && !isErased(filed) ? first : undefined;
};

const refusedIn = (lines: readonly HistoryLine[], patient: string): readonly Reading[] =>
  lines.flatMap((l) =>
    l.kind === 'op' &&
    l.outcome === 'refused' &&
    l.act.op === 'reading.submit' &&
    l.act.defect === undefined &&
    keyOf(l.act.reading.patient) === patient
      ? [l.act.reading]
      : [],
  );

/** Readings that were refused, and are under no other name filed. */
const strangers = (lines: readonly HistoryLine[], patient: string): readonly Reading[] => {
  const accepted = new Set(
    lines.flatMap((l) =>
      l.kind === 'op' && l.outcome === 'ok' && l.act.op === 'reading.submit' ? [keyOf(l.act.reading.identifier)] : [],
    ),
  );
  return refusedIn(lines, patient).filter((r) => !accepted.has(keyOf(r.identifier)));
};

const withRefused: Corruption = (lines) =>
  lines.flatMap((line, i): readonly Corrupted[] => {
    if (!isRead(line) || line.act.op !== 'reading.read') return [];
    const { output } = line;
    return strangers(lines, keyOf(line.act.patient)).map((reading) => ({
      what: `${reading.identifier.value} shown, line ${line.seq}`,
      lines: lines.with(i, {
        ...line,
        output: {
          readings: [...(output?.readings ?? []), { reading, version: 1, interpretation: [], ranges: [], orders: [] }],
        },
      }),
      breaks: [],
    }));
  });

/** What is wrong with the readings that are shown, one way at a time. */
export const READING_CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  'a reading left out': eachShown('left out', ['RDG-01'], (filed) => (isErased(filed) ? undefined : [])),
  'a reading shown twice': eachShown('twice', ['RDG-02'], (filed) => [filed, filed]),
  'other digits': eachShown('digits', ['RDG-01'], (filed) => {
    const reading = otherDigits(filed.reading);
    return reading === undefined || isErased(filed) ? undefined : [{ ...filed, reading }];
  }),
  'the content before its correction': eachShown('old', ['RDG-10', 'RDG-20'], (filed, lines) => {
    const reading = firstSaid(filed, lines);
    return reading === undefined ? undefined : [{ ...filed, reading }];
  }),
  'a correction as a first version': eachShown('version', ['RDG-10', 'RDG-20'], (filed) =>
    filed.version > 1 && !isErased(filed) ? [{ ...filed, version: 1 }] : undefined,
  ),
  'an erased reading as final': eachShown('final', ['RDG-11'], (filed) =>
    isErased(filed) ? [{ ...filed, reading: { ...filed.reading, status: 'final' } }] : undefined,
  ),
  'a value for a failed measurement': eachShown('a value', ['RDG-14'], (filed) =>
    filed.reading.result.kind === 'absent'
      ? [
          {
            ...filed,
            reading: { ...filed.reading, result: { kind: 'value', quantity: { value: '100', unit: 'mg/dL' } } },
          },
        ]
      : undefined,
  ),
  'who typed it': eachShown('typed', ['RDG-15'], (filed) =>
    isErased(filed)
      ? undefined
      : [{ ...filed, reading: { ...filed.reading, userEntered: filed.reading.userEntered !== true } }],
  ),
  'another interpretation': eachShown('interpretation', ['LIM-01', 'LIM-20'], (filed) =>
    isErased(filed) || filed.interpretation.length === 0
      ? undefined
      : [{ ...filed, interpretation: [filed.interpretation.includes('N') ? 'H' : 'N'] }],
  ),
  'the order of arrival': eachRead('backwards', ['RDG-12'], (shown) =>
    new Set(shown.map((f) => Date.parse(f.reading.effective))).size > 1 ? [shown.toReversed()] : [],
  ),
  'a refused reading': withRefused,
};

const eachList =
  (what: string, of: (trackers: readonly Tracker[]) => readonly (readonly Tracker[])[]): Corruption =>
  (lines) =>
    lines.flatMap((line, i): readonly Corrupted[] => {
      if (line.kind !== 'op' || line.output?.trackers === undefined) return [];
      return of(line.output.trackers).map((trackers) => ({
        what: `${what}, line ${line.seq}`,
        lines: lines.with(i, { ...line, output: { trackers: [...trackers] } }),
        breaks: ['ORD-12'],
      }));
    });

const STATES = ['offered', 'picked', 'connected', 'disconnected', 'over'] as const;

/** What is wrong with the trackers that the portal shows. */
export const TRACKER_CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  'another state of a tracker': eachList('another state', (trackers) =>
    trackers.flatMap((tracker, i) =>
      STATES.filter((state) => state !== tracker.state).map((state) => trackers.with(i, { ...tracker, state })),
    ),
  ),
  'a tracker twice': eachList('twice', (trackers) => trackers.map((tracker) => [...trackers, tracker])),
  'a tracker of no order': eachList('of no order', (trackers) => [
    [...trackers, { order: { system: 'x', value: 'y' }, measure: 'glucose', state: 'offered' }],
  ]),
};
