import type { CaseAct, ExpectedItem, ExpectedSummary } from '../../contract/cases/worked-case.ts';
import {
  type Identifier,
  type InboxItem,
  keyOf,
  type Order,
  type Reading,
  type StatusEvent,
} from '../../contract/domain/index.ts';

const PRIORITY: Readonly<Record<InboxItem['kind'], NonNullable<InboxItem['priority']>>> = {
  critical: 'stat',
  abnormal: 'urgent',
  change: 'urgent',
  missing: 'routine',
  summary: 'routine',
  'data-quality': 'routine',
};

/** The In Basket of a system that does what a case expects: the versions of its items, act by act. */
export class CaseItems {
  readonly #items = new Map<string, InboxItem>();
  readonly #readings = new Map<string, Reading>();
  readonly #orders = new Map<string, Order>();
  /** Somebody has told of an absence: else nobody covers, whomever a later version names. */
  #hasAbsences = false;

  /** The item versions that come into sight by this act. */
  after(act: CaseAct): readonly InboxItem[] {
    if (act.op === 'reading.submit' && act.expect.outcome === 'accepted' && !act.expect.replay)
      this.#readings.set(keyOf(act.reading.identifier), act.reading);
    if (act.op === 'coverage.set') this.#hasAbsences = true;
    if ('order' in act && act.expect.outcome === 'accepted') this.#orders.set(keyOf(act.order.identifier), act.order);
    return [
      ...act.withdraws.map(({ item, reason }) =>
        this.#next(item, act, 'withdrawn', { status: 'withdrawn', withdrawal: reason }),
      ),
      ...act.updates.map(({ item, members }) =>
        this.#next(item, act, 'updated', {
          ...(members === undefined ? {} : this.#counted(members, item)),
          ...(act.op === 'reading.submit' && keyOf(act.reading.identifier) === keyOf(item.reading ?? item.identifier)
            ? measured(act.reading)
            : {}),
        }),
      ),
      ...act.raises.map((item) => this.#raised(item, act)),
      ...(act.op === 'item.act' && act.expect.outcome === 'accepted'
        ? [this.#next(act.item, act, act.act, { status: act.act }, act.person.value)]
        : []),
    ];
  }

  #next(
    item: ExpectedItem,
    act: CaseAct,
    event: StatusEvent['status'],
    change: Partial<InboxItem>,
    actor = 'system',
  ): InboxItem {
    const key = keyOf(item.identifier);
    const before = this.#items.get(key);
    if (before === undefined) throw new Error(`${key} was not raised before ${act.said}`);
    const next: InboxItem = {
      ...before,
      ...change,
      version: before.version + 1,
      history: [...before.history, { status: event, at: act.at, actor }],
    };
    this.#items.set(key, next);
    return next;
  }

  /** What an item tells of the readings it gathers; a digest also which is the worst and which the last. */
  #counted(members: readonly Identifier[], { rule, interpretation }: ExpectedItem): Partial<InboxItem> {
    const told = { readings: [...members], count: members.length };
    const known = members.flatMap((id) => this.#readings.get(keyOf(id)) ?? []);
    const sign = interpretation.includes('L') ? -1 : 1;
    const worst = known.toSorted((a, b) => sign * (heightOf(b) - heightOf(a)))[0];
    const last = known.toSorted((a, b) => Date.parse(b.effective) - Date.parse(a.effective))[0];
    if (rule === 'repeated' || worst === undefined || last === undefined) return told;
    return { ...told, worst: worst.identifier, last: last.identifier };
  }

  #raised(item: ExpectedItem, act: CaseAct): InboxItem {
    const { identifier, patient, order, kind, rule, interpretation, recipient, reading, late, step, copyOf } = item;
    const own = reading === undefined ? undefined : this.#readings.get(keyOf(reading));
    const under = this.#orders.get(keyOf(order));
    const raised: InboxItem = {
      identifier,
      version: 1,
      kind,
      status: 'new',
      patient,
      order,
      recipient,
      rule,
      interpretation: [...interpretation],
      priority: PRIORITY[kind],
      created: act.at,
      history: [{ status: 'new', at: act.at, actor: 'system' }],
      ...(under === undefined ? {} : { measure: under.measure }),
      ...(reading === undefined ? {} : { reading }),
      ...(own === undefined ? {} : measured(own)),
      ...(late === undefined ? {} : { late }),
      routedAs: step !== undefined ? 'escalated' : this.#hasAbsences ? routedAs(item, under) : 'responsible',
      ...(step === undefined ? {} : { step }),
      ...(copyOf === undefined ? {} : { copyOf }),
      ...(item.members === undefined ? {} : this.#counted(item.members, item)),
      ...(item.due === undefined ? {} : { due: item.due }),
      ...(item.summary === undefined ? {} : told(item.summary, under)),
    };
    this.#items.set(keyOf(identifier), raised);
    return raised;
  }
}

const measured = ({ result, effective, mealContext }: Reading): Pick<InboxItem, 'value' | 'effective' | 'context'> => ({
  ...(result.kind === 'value' ? { value: result.quantity } : {}),
  effective,
  ...(mealContext === undefined ? {} : { context: mealContext }),
});

/** As of a covering person or pool where neither the order nor its summary names the recipient. */
const routedAs = ({ recipient, kind }: ExpectedItem, under: Order | undefined): InboxItem['routedAs'] => {
  const rule = kind === 'summary' ? under?.rules.find((r) => r.kind === 'summary') : undefined;
  const named = rule?.recipient ?? under?.responsible;
  return named === undefined || keyOf(named) === keyOf(recipient) ? 'responsible' : 'covering';
};

const MG_DL_OF_MMOL_L = 18.018;

/** How high a reading lies, for telling which is the worst of several: no two of a case lie closer than this is exact. */
const heightOf = ({ result }: Reading): number => {
  if (result.kind === 'off-scale') return result.direction === 'high' ? Infinity : -Infinity;
  if (result.kind !== 'value') return Number.NaN;
  const { value, unit } = result.quantity;
  return Number(value) * (unit === 'mmol/L' ? MG_DL_OF_MMOL_L : 1);
};

const UNIT_MS = { min: 60_000, h: 3_600_000, d: 86_400_000, wk: 604_800_000 } as const;

const told = (summary: ExpectedSummary, under: Order | undefined): Pick<InboxItem, 'count' | 'summary'> => {
  const rule = under?.rules.find((r) => r.kind === 'summary');
  if (under === undefined || rule === undefined) throw new Error('a summary needs an order that asks for it');
  const { unit } = under;
  const end = new Date(Date.parse(summary.start) + rule.period.value * UNIT_MS[rule.period.unit]).toISOString();
  return {
    count: summary.count,
    summary: {
      period: { start: summary.start, end },
      abnormalCount: summary.abnormal,
      criticalCount: summary.critical,
      ...(summary.min === undefined ? {} : { min: { value: summary.min, unit } }),
      ...(summary.max === undefined ? {} : { max: { value: summary.max, unit } }),
      ...(summary.mean === undefined ? {} : { mean: { value: summary.mean, unit } }),
    },
  };
};
