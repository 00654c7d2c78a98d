import type { PrivacyFact } from './facts.ts';
import type { OpLine } from '../history/lines.ts';
import { type Findings, Panel } from './panel.ts';
import type { PatientFacts } from './patient-facts.ts';

/** The judges by the kinds of fact that they are about. */
const askedOf = (panel: Panel) => ({
  order: panel.asked((judge) => judge.order),
  orderShown: panel.asked((judge) => judge.orderShown),
  attempt: panel.asked((judge) => judge.attempt),
  trace: panel.asked((judge) => judge.trace),
  demand: panel.asked((judge) => judge.demand),
  stray: panel.asked((judge) => judge.stray),
  due: panel.asked((judge) => judge.due),
  notDue: panel.asked((judge) => judge.notDue),
  trackers: panel.asked((judge) => judge.trackers),
  pick: panel.asked((judge) => judge.pick),
  found: panel.asked((judge) => judge.found),
  volume: panel.asked((judge) => judge.volume),
  permission: panel.asked((judge) => judge.permission),
  permissionShown: panel.asked((judge) => judge.permissionShown),
  read: panel.asked((judge) => judge.read),
  message: panel.asked((judge) => judge.message),
  notices: panel.asked((judge) => judge.notices),
  alerts: panel.asked((judge) => judge.alerts),
  audit: panel.asked((judge) => judge.audit),
  trail: panel.asked((judge) => judge.trail),
  life: panel.asked((judge) => judge.life),
  privacy: panel.asked((judge) => judge.privacy),
});

/** All judges, seated by what they are asked about. */
export class BenchOfJudges {
  readonly panel: Panel;
  readonly #asked: ReturnType<typeof askedOf>;

  constructor(findings: Findings) {
    this.panel = new Panel(findings);
    this.#asked = askedOf(this.panel);
  }

  /** An operation, as it comes. */
  answer(op: OpLine): void {
    this.panel.answer(op);
  }

  /** What is to be judged of one patient, and of who saw the items, one of each. */
  patient(facts: PatientFacts, privacies: readonly PrivacyFact[]): void {
    const { panel } = this;
    const asked = this.#asked;
    panel.putAll(asked.message, facts.messages);
    panel.beyond(facts.isBeyond, () => {
      panel.putAll(asked.order, facts.orders);
      panel.putAll(asked.orderShown, facts.ordersShown);
      panel.putAll(asked.attempt, facts.attempts);
      panel.putAll(asked.trace, facts.traces);
      panel.putAll(asked.demand, facts.demands);
      panel.putAll(asked.stray, facts.strays);
      panel.putAll(asked.due, facts.dues);
      panel.putAll(asked.notDue, facts.notDue);
      panel.putAll(asked.trackers, facts.trackers);
      panel.putAll(asked.pick, facts.picks);
      panel.putAll(asked.found, facts.found);
      panel.putAll(asked.volume, facts.volumes);
      panel.putAll(asked.permission, facts.permissions);
      panel.putAll(asked.permissionShown, facts.permissionsShown);
      panel.putAll(asked.read, facts.reads);
      panel.putAll(asked.notices, facts.notices);
      panel.putAll(asked.alerts, facts.alerts);
      panel.putAll(asked.audit, facts.audits);
      panel.putAll(asked.trail, facts.trails);
      for (const [i, life] of facts.lives.entries()) {
        panel.put(asked.life, life);
        const privacy = privacies[i];
        if (privacy !== undefined) panel.put(asked.privacy, privacy);
      }
    });
  }

  /** Who saw the items of a patient of whom all else was judged before. */
  privacy(privacies: readonly PrivacyFact[]): void {
    this.panel.putAll(this.#asked.privacy, privacies);
  }
}
