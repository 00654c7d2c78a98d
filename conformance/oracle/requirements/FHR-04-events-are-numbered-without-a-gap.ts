import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { NOT_OFFERED, type Subscribed } from '../../history/lines.ts';
import type { Report } from '../finding.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

type Step = OpOf<'subscription.step'>;
type Told = NonNullable<Subscribed['again']>[number];

const isStep = (op: { readonly act: { readonly op: string } }): op is Step => op.act.op === 'subscription.step';

const common = ({ lane, act, seq }: Step): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane,
  subject: { patient: keyOf(act.patient) },
  lines: [seq],
});

/** Nothing came of it for certain: it was not answered, or not sent because there is no subscription. */
const judgeBegin = (op: Step, out: Out): void => {
  if (op.outcome === 'unknown' && op.answer.text?.endsWith(NOT_OFFERED) === true) return out.may(op.lane);
  const [first] = op.output?.subscribed?.messages ?? [];
  out.report({
    ...common(op),
    polarity: 'must',
    outcome:
      op.outcome === 'unknown' ? 'undecided' : op.outcome === 'ok' && first?.type === 'handshake' ? 'met' : 'broken',
    expected: () => 'the subscription is taken, and its first message is a handshake',
    observed: () => `${answerText(op)}; first message: ${first?.type ?? 'none came'}`,
  });
};

/** Of what is missing so much is named. */
const NAMED = 20;

/**
 * What is missing from 1 to `last`, as stretches: a system may count from anywhere, by its clock for example, and then
 * more is missing than could be held one by one.
 */
const missingIn = (told: Iterable<number>, last: number): readonly string[] => {
  const stretches: string[] = [];
  let next = 1;
  for (const number of [...told, last + 1].toSorted((a, b) => a - b)) {
    const before = number - 1;
    if (before === next) stretches.push(`${next}`);
    else if (before === next + 1) stretches.push(`${next}`, `${before}`);
    else if (before > next) stretches.push(`${next} to ${before}`);
    next = Math.max(next, number + 1);
  }
  return stretches;
};

const missingText = (missing: readonly string[]): string =>
  [...missing.slice(0, NAMED), ...(missing.length > NAMED ? [`and more, ${missing.length} in all,`] : [])].join(', ');

/** Numbers from 1 to the last that nobody was told of, and numbers under which two items were told of. */
const flawsIn = (told: readonly Told[], total: number): readonly string[] => {
  const items = new Map<number, Set<string>>();
  for (const { number, item } of told) {
    const known = items.get(number) ?? new Set<string>();
    if (item !== undefined) known.add(keyOf(item));
    items.set(number, known);
  }
  const last = [...items.keys()].reduce((most, number) => Math.max(most, number), total);
  const missing = missingIn(items.keys(), last);
  const doubled = [...items].filter(([, known]) => known.size > 1).map(([n]) => n);
  return [
    ...(missing.length > 0 ? [`${missingText(missing)} of ${last} never told`] : []),
    ...(items.has(0) ? ['an event of the number 0'] : []),
    ...(doubled.length > 0 ? [`${doubled.join(', ')} told of two items`] : []),
  ];
};

const judgeNumbers = (op: Step, told: readonly Told[], total: number, out: Out): void => {
  if (told.length === 0 && total === 0) return;
  const flaws = flawsIn(told, total);
  out.report({
    ...common(op),
    polarity: 'must',
    outcome: flaws.length > 0 ? 'broken' : 'met',
    expected: () => 'every number from 1 to the last stands for one event, told when it came or when it was asked for',
    observed: () =>
      flaws.length > 0
        ? flaws.join('; ')
        : `${told.reduce((most, { number }) => Math.max(most, number), total)} events`,
  });
};

const judgeItems = (op: Step, told: readonly Told[], inBasket: readonly Identifier[], out: Out): void => {
  const keys = new Set(told.flatMap(({ item }) => (item === undefined ? [] : [keyOf(item)])));
  for (const item of inBasket)
    out.report({
      ...common(op),
      subject: { patient: keyOf(op.act.patient), item: keyOf(item) },
      polarity: 'must',
      outcome: keys.has(keyOf(item)) ? 'met' : 'broken',
      expected: () => 'what is in the In Basket of the subscriber was told of by an event',
      observed: () => (keys.has(keyOf(item)) ? 'told' : `none of ${told.length} events names it`),
    });
};

const judgeOthers = (op: Step, told: readonly Told[], inBasket: readonly Identifier[], out: Out): void => {
  const own = new Set(inBasket.map(keyOf));
  const { patient, person } = op.act;
  const others = told.filter(
    (event) =>
      (event.patient !== undefined && keyOf(event.patient) !== keyOf(patient)) ||
      (event.recipient !== undefined &&
        keyOf(event.recipient) !== keyOf(person) &&
        !(event.item !== undefined && own.has(keyOf(event.item)))),
  );
  out.report({
    ...common(op),
    polarity: 'must-not',
    outcome: others.length > 0 ? 'broken' : 'met',
    expected: () => 'no event tells of an item of somebody else, or of a patient that was not asked for',
    observed: () =>
      others.length === 0
        ? 'none does'
        : others
            .map(({ number, recipient }) => `event ${number}: an item for ${recipient?.value ?? 'nobody known'}`)
            .join('; '),
  });
};

const judgeRead = (op: Step, out: Out): void => {
  const subscribed = op.output?.subscribed;
  if (op.outcome !== 'ok' || subscribed === undefined) {
    for (const polarity of ['must', 'must-not'] as const)
      out.report({
        ...common(op),
        polarity,
        outcome: 'undecided',
        expected: () => 'what a subscriber was told can be held against its In Basket',
        observed: () => answerText(op),
      });
    return;
  }
  const { messages, again = [], inBasket = [], total = 0 } = subscribed;
  const told = [...messages.flatMap(({ events }) => events), ...again];
  judgeNumbers(op, told, total, out);
  judgeItems(op, told, inBasket, out);
  judgeOthers(op, told, inBasket, out);
};

/**
 * FHR-04: a subscription begins with its handshake; its events tell of every item of the subscriber and of nobody else's,
 * numbered without a gap. What an endpoint that was away has missed may be had by asking.
 */
export const FHR_04: Judge = {
  id: 'FHR-04',
  answer(op, out) {
    if (!isStep(op)) return;
    if (op.act.step === 'begin') judgeBegin(op, out);
    if (op.act.step === 'read') judgeRead(op, out);
  },
};
