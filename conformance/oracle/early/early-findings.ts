import type { Report } from '../finding.ts';
import type { Findings } from '../panel.ts';

/** What is counted alike: a requirement, in a lane, met on one side or left free. */
export interface Slot {
  readonly requirement: string;
  readonly lane: string;
  readonly side: Report['polarity'] | 'may';
}

/** Gives every slot a number, from 0 on. */
export class Slots {
  readonly all: Slot[] = [];
  readonly #numbers = new Map<string, Map<string, Map<Slot['side'], number>>>();

  number(requirement: string, lane: string, side: Slot['side']): number {
    let lanes = this.#numbers.get(requirement);
    if (lanes === undefined) this.#numbers.set(requirement, (lanes = new Map()));
    let sides = lanes.get(lane);
    if (sides === undefined) lanes.set(lane, (sides = new Map()));
    let number = sides.get(side);
    if (number === undefined) sides.set(side, (number = this.all.push({ requirement, lane, side }) - 1));
    return number;
  }
}

/** Counts what was met and what was left free. Anything else has to be judged again, with its words. */
export class EarlyFindings implements Findings {
  readonly #slots: Slots;
  readonly #counts = new Map<number, number>();
  /** Nothing but what can be counted was found. */
  isClean = true;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  met(requirement: string, lane: string, polarity: Report['polarity']): boolean {
    this.#count(requirement, lane, polarity);
    return true;
  }

  report(requirement: string, { lane, polarity, outcome, warning }: Report): void {
    if (outcome === 'met' && warning === undefined) this.#count(requirement, lane, polarity);
    else this.isClean = false;
  }

  may(requirement: string, lane: string, why?: 'too-many-states'): void {
    if (why === undefined) this.#count(requirement, lane, 'may');
    else this.isClean = false;
  }

  /** Slot and count, turn by turn. */
  counts(): Int32Array {
    return Int32Array.from([...this.#counts].flat());
  }

  #count(requirement: string, lane: string, side: Slot['side']): void {
    const slot = this.#slots.number(requirement, lane, side);
    this.#counts.set(slot, (this.#counts.get(slot) ?? 0) + 1);
  }
}
