import { findMeasureCode, MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { RefusalName } from '../../contract/codes/refusals.ts';
import { keyOf, type Identifier, type Permission, type Reading, type Source } from '../../contract/domain/index.ts';
import type { Act, Policies } from '../history/lines.ts';
import type { Choose } from './choices.test-helper.ts';
import { type Instant, instantOf, MINUTE } from './instant.test-helper.ts';
import {
  type Filed,
  isControl,
  isLive,
  latest,
  type Readings,
  sameContent,
  sameMeasurement,
} from './readings.test-helper.ts';
import { activeAt, isOver, type OrderFile } from './versions.test-helper.ts';

export type Submission = Extract<Act, { op: 'reading.submit' }>;

/** What becomes of a submission. */
export type Fate =
  | { readonly is: 'refused'; readonly why: RefusalName }
  | { readonly is: 'replay' }
  /** Taken, and in no search and no rule. */
  | { readonly is: 'quarantine' }
  | { readonly is: 'alias'; readonly of: Filed }
  | { readonly is: 'change'; readonly of: Filed }
  | { readonly is: 'new' };

/** What the gates look at. */
export interface Gates {
  readonly policies: Policies;
  readonly sourcesAreAsked: boolean;
  readonly sources: ReadonlyMap<string, Source>;
  readonly readings: Readings;
  readonly orders: ReadonlyMap<string, OrderFile>;
  readonly permissions: ReadonlyMap<string, Permission>;
  readonly now: Instant;
  readonly choose: Choose;
}

const no = (why: RefusalName): Fate => ({ is: 'refused', why });

const sourceIsGood = (g: Gates, source: Identifier | undefined, measure: Reading['measure']): boolean => {
  const known = source === undefined ? undefined : g.sources.get(keyOf(source));
  return known !== undefined && g.now < instantOf(known.expires) && known.measures.includes(measure);
};

const contentFault = ({ reading, defect }: Submission): RefusalName | undefined => {
  if (defect?.kind === 'message-type') return 'unsupported-message';
  if (defect?.kind === 'time-without-offset') return 'time-without-offset';
  if (defect?.kind === 'unknown-unit') return 'unknown-unit';
  if (defect?.kind === 'bad-number') return 'bad-value';
  const code = findMeasureCode(reading.code);
  if (code === undefined && !isControl(reading)) return 'unknown-code';
  if (reading.result.kind !== 'value') return undefined;
  const { unit } = reading.result.quantity;
  const fits = code === undefined ? MEASURE_OF_UNIT[unit] === 'glucose' : code.units.includes(unit);
  return fits ? undefined : 'unit-mismatch';
};

const timeFault = (g: Gates, reading: Reading): RefusalName | undefined => {
  const effective = instantOf(reading.effective);
  if (effective > g.now + 5n * MINUTE) return 'future-time';
  const active = [...g.orders.values()].filter(
    (file) =>
      file.versions[0]?.order.measure === reading.measure &&
      keyOf(file.versions[0].order.patient) === keyOf(reading.patient) &&
      activeAt(file, effective, g.choose) !== undefined,
  );
  if (active.length === 0) return 'no-active-order';
  const open = g.policies.afterEnd === 'accept' ? active : active.filter((file) => !isOver(file, g.now, g.choose));
  return open.length === 0 ? 'after-order-end' : undefined;
};

const permissionFault = (g: Gates, reading: Reading): RefusalName | undefined => {
  const permission = g.permissions.get(`${keyOf(reading.patient)} ${reading.measure}`);
  if (permission?.status !== 'granted') return 'no-permission';
  const before = instantOf(reading.effective) < instantOf(permission.at);
  return before && g.policies.backfill === 'none' ? 'before-grant' : undefined;
};

const known = (g: Gates, of: Filed, reading: Reading): Fate => {
  const stored = latest(of);
  if (keyOf(stored.patient) !== keyOf(reading.patient) || stored.measure !== reading.measure)
    return no('identifier-conflict');
  if ([...of.versions, ...of.aliases].some((v) => sameContent(v, reading))) return { is: 'replay' };
  const erases = reading.status === 'entered-in-error';
  if (stored.status === 'entered-in-error') return erases ? { is: 'replay' } : no('identifier-conflict');
  const corrects = reading.status === 'corrected' || (stored.status === 'preliminary' && reading.status === 'final');
  if (!erases && !corrects) return no('identifier-conflict');
  if (isControl(reading) && g.policies.control === 'refuse') return no('control-solution');
  const moved = !erases && instantOf(stored.effective) !== instantOf(reading.effective);
  const why = moved ? timeFault(g, reading) : undefined;
  return why === undefined ? { is: 'change', of } : no(why);
};

/** Gates 1 to 7, the first reason that applies; before them, where the system admits sources, the source. */
export const fateOf = (g: Gates, submission: Submission): Fate => {
  const { reading, defect, source } = submission;
  if (g.sourcesAreAsked && !sourceIsGood(g, source, reading.measure)) return no('source-not-admitted');
  const fault = contentFault(submission);
  if (fault !== undefined) return no(fault);
  if (defect?.kind === 'sender-of' && keyOf(defect.patient) !== keyOf(reading.patient))
    return no('patient-not-authorised');
  const filed = g.readings.get(keyOf(reading.identifier));
  if (filed !== undefined) return known(g, filed, reading);
  if (reading.status === 'entered-in-error') return { is: 'new' };
  const twin = [...g.readings.values()].find((f) => isLive(f) && sameMeasurement(latest(f), reading));
  if (twin !== undefined) return { is: 'alias', of: twin };
  if (isControl(reading) && g.policies.control === 'refuse') return no('control-solution');
  const late = timeFault(g, reading);
  if (late === 'future-time' && g.policies.future === 'quarantine') return { is: 'quarantine' };
  const why = late ?? permissionFault(g, reading);
  return why === undefined ? { is: 'new' } : no(why);
};
