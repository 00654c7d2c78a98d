import { keyOf } from '../../../contract/domain/index.ts';
import type { Alerted } from '../../history/lines.ts';
import type { AlertsFact } from '../facts.ts';
import type { Report } from '../finding.ts';
import { aboutAlerts, alertText } from './alert-words.ts';
import type { Judge, Out } from './judge.ts';

const NS_PER_MS = 1_000_000;

/** An acknowledgement that the harness was so late with may have come when nobody waited for it any more. */
const LATE_ACK_NS = 1_000_000_000;

/** What happened to an item: it can begin and end once only, and an update is another one when it says something else. */
const eventOf = ({ phase, item }: Alerted): string | undefined => {
  if (item === undefined || phase === undefined) return undefined;
  const key = `${phase} ${keyOf(item.identifier)}`;
  return phase === 'update' ? `${key} ${JSON.stringify(item)}` : key;
};

const isSameEvent = (a: Alerted, b: Alerted): boolean => {
  const event = eventOf(a);
  return event !== undefined && event === eventOf(b);
};

const REPLIES: Readonly<Record<Alerted['reply'], string>> = {
  taken: 'acknowledged',
  later: 'answered that it cannot be taken now',
  silence: 'not answered',
  cut: 'not answered, its connection cut',
};

const answerOf = (alert: Alerted): string => `${alertText(alert)}, ${REPLIES[alert.reply]}`;

const judgeAgain = (fact: AlertsFact, alert: Alerted, out: Out): void => {
  const later = fact.told.filter(({ at }) => at > alert.at);
  const again = later.find(({ controlId }) => controlId === alert.controlId);
  const renamed = later.find((other) => other.controlId !== alert.controlId && isSameEvent(other, alert));
  const [outcome, observed] = ((): [Report['outcome'], string] => {
    if (again !== undefined)
      return again.sha256 === alert.sha256
        ? ['met', `sent again after ${Math.round((again.at - alert.at) / NS_PER_MS)} ms`]
        : ['broken', 'sent again under its MSH-10 with other bytes'];
    if (renamed !== undefined) return ['broken', `sent again under another MSH-10, ${renamed.controlId}`];
    return fact.read.settled - alert.at >= fact.againNs
      ? ['broken', `never sent again within ${fact.againNs / NS_PER_MS} ms`]
      : ['undecided', 'not sent again so far'];
  })();
  out.report({
    ...aboutAlerts(fact),
    polarity: 'must',
    outcome,
    expected: () => `the same message again, within ${fact.againNs / NS_PER_MS} ms`,
    observed: () => `${answerOf(alert)}: ${observed}`,
  });
};

const judgeNeverAgain = (fact: AlertsFact, alert: Alerted, out: Out): void => {
  const { answered = Infinity } = alert;
  const after = fact.told.find(
    (other) => other.at >= answered && (other.controlId === alert.controlId || isSameEvent(other, alert)),
  );
  const isLate = answered - alert.at > LATE_ACK_NS;
  // What was acknowledged and not yet written down when the system went down is sent once more.
  const isExcused = after !== undefined && (isLate || fact.outageBetween(alert.at, after.at));
  if (isExcused) return out.may(fact.lane);
  out.report({
    ...aboutAlerts(fact),
    polarity: 'must-not',
    outcome: after === undefined ? 'met' : 'broken',
    expected: () => 'never again, once it was acknowledged',
    observed: () =>
      after === undefined ? `${answerOf(alert)}: not again` : `${answerOf(alert)}, and then again: ${alertText(after)}`,
  });
};

/** ALR-27: what was not taken comes again, the same; what was taken never does. */
export const ALR_27: Judge = {
  id: 'ALR-27',
  alerts(fact, out) {
    for (const alert of fact.told) {
      if (alert.item === undefined) continue;
      if (alert.reply !== 'taken') judgeAgain(fact, alert, out);
      else judgeNeverAgain(fact, alert, out);
    }
  },
};
