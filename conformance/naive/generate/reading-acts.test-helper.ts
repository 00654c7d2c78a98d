import { CONTROL_SOLUTION, LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../../contract/codes/measures.ts';
import { UnitCode, type Reading, type ReadingResult } from '../../../contract/domain/index.ts';
import type { Act, WireDefect } from '../../history/lines.ts';
import { DAY, type Instant, instantOf, MINUTE, SECOND } from '../instant.test-helper.ts';
import { isControl, latest } from '../readings.test-helper.ts';
import { type Draft, readingsIn } from './draft.test-helper.ts';
import { localText, patient, readingId, sourceId } from './names.test-helper.ts';
import type { Kind } from './theme.test-helper.ts';

type Submit = Extract<Act, { op: 'reading.submit' }>;

const submit = (draft: Draft, reading: Reading, more: Partial<Submit> = {}): Submit => {
  const known = draft.theme.sources === true && !draft.picks.chance(10);
  return { op: 'reading.submit', reading, ...(known ? { source: sourceId } : {}), ...more };
};

const resultOf = (text: string, unit: UnitCode): ReadingResult => {
  if (text === 'HI' || text === 'LO') return { kind: 'off-scale', direction: text === 'HI' ? 'high' : 'low' };
  if (text === 'none') return { kind: 'absent', reason: 'error' };
  const [value = '0', own] = text.split(' ');
  return { kind: 'value', quantity: { value, unit: own === undefined ? unit : UnitCode.parse(own) } };
};

const codeOf = (result: ReadingResult, unit: UnitCode) =>
  LOINC_FOR_UNIT[result.kind === 'value' ? result.quantity.unit : unit];

const CONTEXTS = [
  ['fasting'],
  ['post-meal'],
  ['fasting'],
  ['post-meal'],
  [],
  ['fasting', 'post-meal'],
  ['bedtime'],
] as const;

/** The next name that was not given yet. */
const freshName = (draft: Draft, more = 0): string =>
  `r${new Set(readingsIn(draft).map((r) => r.identifier.value)).size + 1 + more}`;

/** Instants at which something begins or ends for a reading that was measured then. */
const boundaries = ({ world, now }: Draft): Instant[] => {
  const versions = [...world.orders.values()].flatMap((file) => file.versions);
  const all = versions.flatMap((v) => [v.from, v.from - SECOND, v.end, v.start, v.start - SECOND]);
  return [now, ...all.filter((at) => at <= now && now - at < 8n * DAY)];
};

const fresh = (draft: Draft, name: string, unit = draft.theme.unit, values = draft.theme.values): Reading => {
  const { theme, picks, now } = draft;
  const result = resultOf(picks.of(values), unit);
  const at = picks.chance(12) ? picks.of(boundaries(draft)) : now - BigInt(picks.of(theme.ages)) * MINUTE;
  const contexts = theme.contexts === true ? picks.of(CONTEXTS) : [];
  const [context, ...further] = contexts;
  return {
    identifier: readingId(name),
    patient: patient(),
    measure: MEASURE_OF_UNIT[unit],
    code: codeOf(result, unit),
    status: 'final',
    effective: localText(at, picks.of(theme.offsets)),
    result,
    ...(result.kind === 'absent' ? {} : { device: { system: 'urn:example:device', value: 'meter' } }),
    ...(context === undefined ? {} : { mealContext: context }),
    ...(further.length === 0 ? {} : { furtherContexts: [...further] }),
  };
};

const otherValue = (draft: Draft, reading: Reading, unit = draft.theme.unit): Reading => {
  const result = resultOf(draft.picks.of(draft.theme.values), unit);
  return { ...reading, result, code: codeOf(result, unit) };
};

const moved = (draft: Draft, reading: Reading): string => {
  const away = draft.picks.of([0, 0, 0, -1, 10, -60, 24 * 60]);
  return away === 0 ? reading.effective : localText(instantOf(reading.effective) - BigInt(away) * MINUTE, 0);
};

/** One of the readings that are filed, as it is now. */
const filedOne = (draft: Draft): Reading | undefined => {
  const all = [...new Set(draft.world.readings.values())]
    .map(latest)
    .filter((r) => r.measure === draft.theme.measure && !isControl(r));
  return all.length === 0 ? undefined : draft.picks.of(all.toReversed());
};

const defectOf = (draft: Draft): WireDefect =>
  draft.picks.of<WireDefect>([
    { kind: 'unknown-unit', unit: 'mg/dl' },
    { kind: 'time-without-offset' },
    { kind: 'bad-number', text: '18O' },
  ]);

const bundleActs = (draft: Draft): Submit[] => {
  const kind = draft.picks.of(['transaction', 'batch', 'message'] as const);
  const bundle = { id: `b${draft.past.length}`, kind };
  const one = submit(draft, fresh(draft, freshName(draft)), { bundle });
  const two = submit(draft, fresh(draft, freshName(draft, 1)), { bundle });
  const spoilt = { ...two, defect: { kind: 'unknown-unit', unit: 'mg/dl' } as const };
  return [one, draft.picks.chance(20) ? spoilt : two];
};

const aboutFiled = (kind: Kind, draft: Draft, stored: Reading): Reading => {
  switch (kind) {
    case 'conflict':
      return { ...otherValue(draft, stored), status: 'final' };
    case 'alias':
      return {
        ...stored,
        identifier: readingId(freshName(draft)),
        status: 'final',
        ...(draft.picks.chance(20) ? { sequenceNumber: 7 } : {}),
      };
    case 'erase':
      return { ...stored, status: 'entered-in-error' };
    case 'correct':
      return { ...otherValue(draft, stored), effective: moved(draft, stored), status: 'corrected' };
    default:
      return { ...stored, status: 'final' };
  }
};

const unfit = (reading: Reading): Reading => ({
  ...reading,
  code: LOINC_FOR_UNIT['mmol/L'],
  result: { kind: 'value', quantity: { value: '200', unit: 'mg/dL' } },
});

/** A reading, or two in a bundle; undefined for what is not about readings, empty where nothing can be done. */
export const readingActs = (kind: Kind, draft: Draft): Act[] | undefined => {
  const { picks, now } = draft;
  const name = freshName(draft);
  switch (kind) {
    case 'reading':
      return [submit(draft, fresh(draft, name))];
    case 'plain':
      return [submit(draft, { ...fresh(draft, name), effective: localText(now, 0) })];
    case 'again': {
      const past = draft.past.filter((a) => a.op === 'reading.submit' && a.bundle === undefined);
      return past.length === 0 ? [] : [picks.of(past.toReversed())];
    }
    case 'conflict':
    case 'alias':
    case 'erase':
    case 'correct': {
      const stored = filedOne(draft);
      return stored === undefined ? [] : [submit(draft, aboutFiled(kind, draft, stored))];
    }
    case 'tombstone':
      return [submit(draft, { ...fresh(draft, name), status: 'entered-in-error' })];
    case 'preliminary': {
      const before = filedOne(draft);
      if (before?.status === 'preliminary')
        return [submit(draft, { ...picks.of([before, otherValue(draft, before)]), status: 'final' })];
      return [submit(draft, { ...fresh(draft, name), status: 'preliminary' })];
    }
    case 'bundle':
      return bundleActs(draft);
    case 'defect':
      return [
        picks.chance(30)
          ? submit(draft, unfit(fresh(draft, name)))
          : submit(draft, fresh(draft, name), { defect: defectOf(draft) }),
      ];
    case 'stranger': {
      const stored = filedOne(draft);
      const reading = fresh(draft, name);
      // An erasure in advance says nothing of the patient whose reading it is.
      const isTaken = stored !== undefined && stored.status !== 'entered-in-error';
      if (isTaken && picks.chance(40)) return [submit(draft, { ...stored, patient: patient('ben') })];
      return [submit(draft, reading, { defect: { kind: 'sender-of', patient: patient('ben') } })];
    }
    case 'control':
      return [
        submit(draft, {
          ...fresh(draft, name, 'mg/dL', ['200', '120']),
          code: CONTROL_SOLUTION,
          effective: localText(now, 0),
        }),
      ];
    case 'future':
      return [
        submit(draft, {
          ...fresh(draft, name),
          effective: localText(now + BigInt(picks.of([6, 5, 4, 60])) * MINUTE, 0),
        }),
      ];
    case 'other-measure':
      return [submit(draft, { ...fresh(draft, name, 'kg', ['84.0', '80.0']), effective: localText(now, 0) })];
    default:
      return undefined;
  }
};
