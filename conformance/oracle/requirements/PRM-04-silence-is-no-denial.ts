import type { PermissionShownFact } from '../facts.ts';
import { tryLocalInstant } from '../time/instant.ts';
import type { Judge, Out } from './judge.ts';
import { answerText } from './words.ts';

const commonOf = ({ lane, patient, read, phones }: PermissionShownFact) => ({
  lane,
  subject: { patient },
  lines: [...phones.map(({ seq }) => seq), read.seq],
});

/** Nobody said no: neither the patient, who has not, nor the phone, which tells nobody. */
const neverDenied = (fact: PermissionShownFact, out: Out): void => {
  const { read, mayBeWithdrawn } = fact;
  const shown = read.output?.permission;
  if (shown === undefined) return;
  const isWrong = shown.status === 'denied' || (shown.status === 'withdrawn' && !mayBeWithdrawn);
  out.report({
    ...commonOf(fact),
    polarity: 'must-not',
    outcome: isWrong ? 'broken' : 'met',
    expected: () =>
      `not shown as denied${mayBeWithdrawn ? '' : ' or withdrawn'}: the store of this phone hides whether it was refused`,
    observed: () => `shown as ${shown.status}`,
  });
};

/** That no data came is shown, and when it came last. */
const showsData = (fact: PermissionShownFact, out: Out): void => {
  const { read, last } = fact;
  if (last === undefined) return out.may(fact.lane);
  const shown = read.output?.permission;
  const lastData = shown?.lastData;
  const isRight =
    shown !== undefined &&
    (last === 'none' ? lastData === undefined : lastData !== undefined && tryLocalInstant(lastData)?.at === last.at);
  const common = commonOf(fact);
  out.report({
    ...common,
    lines: last === 'none' ? common.lines : [...common.lines, last.by.seq],
    polarity: 'must',
    outcome: read.outcome === 'unknown' ? 'undecided' : isRight ? 'met' : 'broken',
    expected: () =>
      last === 'none' ? 'shown that no data came' : `the latest data of ${last.by.act.reading.effective}`,
    observed: () =>
      shown === undefined ? `${answerText(read)}; nothing shown` : `latest data: ${lastData ?? 'none came'}`,
  });
};

/**
 * PRM-04: of a permission whose phone hides a refusal it is shown whether and when data came, and never that the patient
 * denied. A system may well show it as not determined until something comes.
 */
export const PRM_04: Judge = {
  id: 'PRM-04',
  permissionShown(fact, out) {
    neverDenied(fact, out);
    showsData(fact, out);
  },
};
