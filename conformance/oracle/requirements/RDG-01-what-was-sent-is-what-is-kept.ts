import { keyOf, type Identifier, type Quantity, type Reading } from '../../../contract/domain/index.ts';
import type { FoundFact } from '../facts.ts';
import { tryLocalInstant } from '../time/instant.ts';
import { bareKeys, barePair } from '../bare-key.ts';
import type { Judge, Out } from './judge.ts';

const quantityOf = (reading: Reading): Quantity | undefined =>
  reading.result.kind === 'value' ? reading.result.quantity : undefined;

const idText = (id: Identifier | undefined): string => (id === undefined ? 'none' : keyOf(id));

/** What was sent and what is kept, for a person, and whether they are one. */
const idPair = (
  field: string,
  sent: Identifier | undefined,
  kept: Identifier | undefined,
): [string, string, string, boolean] => {
  const [was, is] = [idText(sent), idText(kept)];
  return [field, ...barePair(was, is), was === is];
};

const sameTime = (sent: string, kept: string): boolean => {
  const [a, b] = [tryLocalInstant(sent), tryLocalInstant(kept)];
  return a !== undefined && b !== undefined && a.at === b.at && a.offsetMinutes === b.offsetMinutes;
};

/** Of what has no number: off which end of the scale, or why there is nothing. */
const withoutNumber = ({ result }: Reading): string =>
  result.kind === 'off-scale' ? result.direction : result.kind === 'absent' ? result.reason : 'a number';

const resultPair = (sent: Reading, kept: Reading): [string, string, boolean] => {
  const [was, is] = [withoutNumber(sent), withoutNumber(kept)];
  // Why a measurement failed is told in words of many systems.
  return [was, is, was === is || (sent.result.kind === 'absent' && kept.result.kind === 'absent')];
};

const contextPair = (sent: Reading, kept: Reading): [string, string, boolean] => {
  const [was, is] = [sent, kept].map(({ mealContext, furtherContexts }) =>
    [mealContext ?? [], furtherContexts ?? []].flat().toSorted().join('+'),
  ) as [string, string];
  return [was === '' ? 'none' : was, is === '' ? 'none' : is, was === is];
};

const differences = (sent: Reading, kept: Reading): string[] => {
  const [before, after] = [quantityOf(sent), quantityOf(kept)];
  const pairs: [string, string, string, boolean][] = [
    [
      'value',
      before?.value ?? sent.result.kind,
      after?.value ?? kept.result.kind,
      before?.value === after?.value && sent.result.kind === kept.result.kind,
    ],
    ['unit', before?.unit ?? 'none', after?.unit ?? 'none', before?.unit === after?.unit],
    ['effective', sent.effective, kept.effective, sameTime(sent.effective, kept.effective)],
    [
      'code',
      sent.code.code,
      kept.code.code,
      sent.code.code === kept.code.code && sent.code.system === kept.code.system,
    ],
    ['result', ...resultPair(sent, kept)],
    ['context', ...contextPair(sent, kept)],
    ['status', sent.status, kept.status, sent.status === kept.status],
    idPair('patient', sent.patient, kept.patient),
    idPair('device', sent.device, kept.device),
  ];
  return pairs.filter(([, , , same]) => !same).map(([field, was, is]) => `${field}: sent ${was}, kept ${is}`);
};

const report = (
  fact: FoundFact,
  out: Out,
  polarity: 'must' | 'must-not',
  broken: boolean,
  expected: string,
  observed: string,
): void =>
  out.report({
    lane: fact.lane,
    polarity,
    outcome: broken ? 'broken' : 'met',
    subject: { patient: fact.patient, reading: fact.filing.key },
    expected: () => expected,
    observed: () => `${observed} (line ${fact.read.seq})`,
    lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
  });

/**
 * RDG-01: found, with value and digits, unit, time and offset, code, context, status, patient and device as sent; as corrected last,
 * where it was corrected; with the orders that it was filed under, where any are named. Erased readings are RDG-11's.
 */
export const RDG_01: Judge = {
  id: 'RDG-01',
  found(fact, out) {
    const [kept] = fact.found;
    const erased = fact.current.some((c) => c.erased);
    if (fact.due && !erased)
      report(
        fact,
        out,
        'must',
        kept === undefined,
        'a filed reading is found within its deadline',
        kept === undefined ? 'not found' : 'found',
      );
    if (kept === undefined || erased || fact.current.length === 0) return;
    const different = fact.current
      .map(({ reading }) => differences(reading, kept.reading))
      .reduce((least, one) => (one.length <= least.length ? one : least));
    const foreign = fact.foreignOrders();
    const wrong = [...different, ...(foreign.length > 0 ? [`named with order ${bareKeys(foreign)}`] : [])];
    report(
      fact,
      out,
      'must-not',
      wrong.length > 0,
      'nothing of it altered, and no order named that it was not filed under',
      wrong.length > 0 ? wrong.join('; ') : 'as sent',
    );
  },
  read(fact, out) {
    out.report({
      lane: fact.lane,
      polarity: 'must-not',
      outcome: fact.unsent.length > 0 ? 'broken' : 'met',
      subject: { patient: fact.patient },
      expected: () => 'nothing is shown that was not sent for this patient',
      observed: () => (fact.unsent.length > 0 ? bareKeys(fact.unsent) : 'nothing else'),
      lines: [fact.read.seq],
    });
  },
};
