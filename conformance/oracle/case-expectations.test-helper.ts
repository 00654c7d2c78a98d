import type {
  CaseAct,
  ExpectedItem as CaseItem,
  ExpectedSummary,
  WorkedCase,
} from '../../contract/cases/worked-case.ts';
import { type Identifier, keyOf } from '../../contract/domain/index.ts';
import type { OpLine } from '../history/lines.ts';
import type { ExpectedAnswer, ExpectedItem, Expectations } from './expectations.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const utc = (at: string): string => new Date(at).toISOString();

/** The latest accepted effective time of each reading, as far as a case has come. */
class EffectiveTimes {
  readonly #ms = new Map<string, number>();

  take(act: CaseAct): void {
    if (act.op === 'reading.submit' && act.expect.outcome === 'accepted' && !act.expect.replay)
      this.#ms.set(keyOf(act.reading.identifier), Date.parse(act.reading.effective));
  }

  /** Values of the keys by effective time, ties by the value itself. */
  inOrder(members: readonly Identifier[]): string {
    const at = (id: Identifier): number => this.#ms.get(keyOf(id)) ?? 0;
    return members
      .toSorted((a, b) => at(a) - at(b) || byText(a.value, b.value))
      .map((id) => id.value)
      .join(',');
  }
}

/** The slot of an item (expectations.ts). `times`: as they were when it was raised. */
const slotOf = (item: CaseItem, times: EffectiveTimes): string => {
  const order = item.order.value;
  const reading = item.reading?.value ?? '';
  const interpretation = item.interpretation.toSorted(byText).join('+');
  switch (item.rule) {
    case 'limits':
      return `${order} limits ${reading} ${item.kind} ${interpretation}`;
    case 'change':
      return `${order} change ${reading}`;
    case 'data-quality':
      return `${order} data-quality ${reading}`;
    case 'repeated':
      return `${order} repeated ${times.inOrder(item.members ?? [])} ${interpretation}`;
    case 'missing':
      return `${order} missing ${utc(item.due ?? '')}`;
    case 'escalation':
      return `${order} escalation ${reading} ${item.step ?? 0}`;
    case 'summary':
      return `${order} summary ${utc(item.summary?.start ?? '')}`;
  }
};

/** A number that a summary has not is a hyphen. */
const summaryText = ({ count, abnormal, critical, min, max, mean }: ExpectedSummary): string =>
  [count, abnormal, critical, min ?? '-', max ?? '-', mean ?? '-'].join(' ');

const ANSWERED: readonly CaseAct['op'][] = [
  'order.submit',
  'order.change',
  'permission.set',
  'tracker.set',
  'reading.submit',
];

const answersOf = (worked: WorkedCase, opOf: (act: CaseAct) => OpLine | undefined): ExpectedAnswer[] =>
  worked.acts.flatMap((act): ExpectedAnswer[] => {
    const seq = opOf(act)?.seq;
    if (seq === undefined || !ANSWERED.includes(act.op)) return [];
    const { expect } = act;
    if (expect.outcome === 'accepted')
      return [{ seq, accept: 'must', replay: expect.replay ? 'yes' : 'no', refusals: [] }];
    // A conditional create may answer a conflict with what is stored and write nothing.
    const stored = worked.via === 'fhir' && expect.refusal === 'identifier-conflict' && act.op === 'reading.submit';
    return [{ seq, accept: stored ? 'may' : 'must-not', replay: stored ? 'yes' : 'no', refusals: [expect.refusal] }];
  });

interface Raised {
  readonly item: CaseItem;
  readonly slot: string;
  stands: boolean;
  members: readonly Identifier[] | undefined;
}

const raisedIn = (worked: WorkedCase, times: EffectiveTimes): readonly Raised[] => {
  const all = new Map<CaseItem, Raised>();
  const known = (item: CaseItem): Raised => {
    const raised = all.get(item);
    if (raised === undefined) throw new Error(`case ${worked.number}: an item changes before it is raised`);
    return raised;
  };
  for (const act of worked.acts) {
    times.take(act);
    for (const { item } of act.withdraws) known(item).stands = false;
    for (const { item, members } of act.updates) if (members !== undefined) known(item).members = members;
    for (const item of act.raises)
      all.set(item, { item, slot: slotOf(item, times), stands: true, members: item.members });
  }
  return [...all.values()];
};

const contentOf = ({ item, members }: Raised): string[] => {
  if (item.summary !== undefined) return [summaryText(item.summary)];
  if (item.rule === 'change') return [item.interpretation.toSorted(byText).join('+')];
  return item.rule === 'limits' && members !== undefined
    ? [
        members
          .map((m) => m.value)
          .toSorted(byText)
          .join(','),
      ]
    : [];
};

const itemsOf = (worked: WorkedCase): ExpectedItem[] => {
  const times = new EffectiveTimes();
  const slots = Map.groupBy(raisedIn(worked, times), (raised) => raised.slot);
  return [...slots]
    .map(([slot, raised]) => {
      const standing = raised.filter((r) => r.stands);
      return {
        slot,
        raised: [raised.length],
        standing: [standing.length],
        recipients: [...new Set(raised.map((r) => r.item.recipient.value))].sort(byText),
        late: [...new Set(raised.flatMap((r) => r.item.late ?? []))].sort(),
        content: [...new Set(standing.flatMap((r) => contentOf(r)))].sort(byText),
      };
    })
    .sort((a, b) => byText(a.slot, b.slot));
};

/**
 * What a worked case expects, in the words of the oracles: every answer and item exactly, nothing left open. What a
 * digest or summary holds is said of items that stand at the end. `opOf`: of its history.
 */
export const caseExpectations = (worked: WorkedCase, opOf: (act: CaseAct) => OpLine | undefined): Expectations => ({
  answers: answersOf(worked, opOf),
  items: itemsOf(worked),
});
