import type { Call, Evaluation } from '../rules/evaluation.ts';
import type { Demand } from './demand.ts';

/** An evaluation with what an item may show of its call. The words are made when they are read. */
export class ShownEvaluation implements Evaluation {
  readonly family: Evaluation['family'];
  readonly version: Evaluation['version'];
  readonly call: Call;
  readonly interpretation: Evaluation['interpretation'];
  readonly features: Evaluation['features'];
  readonly #said: Evaluation;

  constructor(said: Evaluation, call: Call) {
    this.family = said.family;
    this.version = said.version;
    this.call = call;
    this.interpretation = said.interpretation;
    this.features = said.features;
    this.#said = said;
  }

  get why(): string {
    return this.#said.why;
  }
}

/** A demand for an item. A class, because an object with a getter of its own has a hidden class of its own as well. */
export class Called implements Demand {
  readonly level: Demand['level'];
  readonly order: Demand['order'];
  readonly filing: Demand['filing'];
  readonly family: Demand['family'];
  readonly evaluations: Demand['evaluations'];
  readonly cause: Demand['cause'];
  readonly raised: Demand['raised'];
  readonly late: Demand['late'];
  readonly items: Demand['items'];
  readonly most: number;
  readonly withdrawals: Demand['withdrawals'];
  readonly joined = false;
  readonly nameOf: Demand['nameOf'];
  readonly readingOf: Demand['readingOf'];
  readonly ambience: Demand['ambience'];

  constructor(demand: Omit<Demand, 'why' | 'joined'>) {
    this.level = demand.level;
    this.order = demand.order;
    this.filing = demand.filing;
    this.family = demand.family;
    this.evaluations = demand.evaluations;
    this.cause = demand.cause;
    this.raised = demand.raised;
    this.late = demand.late;
    this.items = demand.items;
    this.most = demand.most;
    this.withdrawals = demand.withdrawals;
    this.nameOf = demand.nameOf;
    this.readingOf = demand.readingOf;
    this.ambience = demand.ambience;
  }

  get why(): string {
    return this.evaluations.find((e) => e.call !== undefined)?.why ?? this.evaluations[0]?.why ?? '';
  }
}
