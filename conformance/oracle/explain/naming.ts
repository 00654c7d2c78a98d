import type { Identifier } from '../../../contract/domain/index.ts';
import type { OrderVersion } from '../course/version.ts';
import type { DemandFact, DueFact } from '../facts.ts';
import type { Naming } from './recipients-said.ts';
import type { Understood } from './understood.ts';

const named = (
  all: Understood,
  fact: DemandFact | DueFact,
  as: string,
  name: (version: OrderVersion) => Identifier,
): Naming => {
  const { order, raised } = fact.demand;
  const [first] = fact.items;
  const to = Math.max(raised.from, first?.first.by ?? 0, Number.isFinite(raised.to) ? raised.to : 0);
  const stretch = { from: raised.from, to };
  const now = all.patient.record.clock.over(stretch.from, stretch.to);
  return { versions: order.versions, named: name, as, raised: stretch, now };
};

/** Who is named for an item that a reading raises. */
export const namingOf = (all: Understood, fact: DemandFact): Naming =>
  named(all, fact, 'responsible', (v) => v.order.responsible);

/** Who is named for an item that falls due by itself: a step's or a summary's own recipient, else the responsible person. */
export const dueNamingOf = (all: Understood, fact: DueFact): Naming => {
  const { subject } = fact.demand;
  if (subject.family === 'escalation')
    return named(all, fact, `recipient of step ${subject.step}`, ({ order }) => {
      const step = order.rules.find((r) => r.kind === 'escalation' && r.step === subject.step);
      return step?.kind === 'escalation' ? step.recipient : order.responsible;
    });
  if (subject.family === 'missing') return named(all, fact, 'responsible', (v) => v.order.responsible);
  return named(all, fact, 'recipient of summaries', ({ order }) => {
    const rule = order.rules.find((r) => r.kind === 'summary');
    return rule?.kind === 'summary' && rule.recipient !== undefined ? rule.recipient : order.responsible;
  });
};
