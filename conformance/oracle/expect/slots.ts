import { bareKey } from '../bare-key.ts';
import type { ExpectedItem } from '../expectations.ts';

/** One item in one course. `orNot`: the course leaves open whether it was raised at all. */
export interface Count {
  readonly slot: string;
  readonly raised: number;
  readonly orNot?: boolean;
  /** How many of them stand; several: the course leaves it open. */
  readonly standing: readonly number[];
  /** Keys. */
  readonly recipients: readonly string[];
  readonly late: readonly boolean[];
  readonly content: readonly string[];
}

/** One way that a slot can come out in one course. */
interface Sum {
  readonly raised: number;
  readonly standing: number;
}

interface Slot {
  readonly raised: Set<number>;
  readonly standing: Set<number>;
  readonly recipients: Set<string>;
  readonly late: Set<boolean>;
  readonly content: Set<string>;
  courses: number;
}

const sorted = <T>(set: ReadonlySet<T>): readonly T[] => [...set].toSorted((a, b) => (a < b ? -1 : 1));

/** Gathers what each course calls for, slot by slot. */
export class Slots {
  readonly #slots = new Map<string, Slot>();
  #courses = 0;

  /** Adds everything of one course. */
  add(counts: readonly Count[]): void {
    this.#courses += 1;
    const sums = new Map<string, readonly Sum[]>();
    for (const count of counts) {
      const slot = this.#slot(count.slot);
      for (const key of count.recipients) slot.recipients.add(bareKey(key));
      for (const late of count.late) slot.late.add(late);
      for (const content of count.content) slot.content.add(content);
      const before = sums.get(count.slot) ?? [{ raised: 0, standing: 0 }];
      const more = before.flatMap((s) =>
        count.standing.map((standing) => ({ raised: s.raised + count.raised, standing: s.standing + standing })),
      );
      sums.set(count.slot, count.orNot === true ? [...before, ...more] : more);
    }
    for (const [name, ways] of sums) {
      const slot = this.#slot(name);
      slot.courses += 1;
      for (const { raised, standing } of ways) {
        slot.raised.add(raised);
        slot.standing.add(standing);
      }
    }
  }

  expected(): readonly ExpectedItem[] {
    return [...this.#slots].map(([slot, { raised, standing, recipients, late, content, courses }]) => {
      if (courses < this.#courses) for (const set of [raised, standing]) set.add(0);
      return {
        slot,
        raised: sorted(raised),
        standing: sorted(standing),
        recipients: sorted(recipients),
        late: sorted(late),
        content: sorted(content),
      };
    });
  }

  #slot(name: string): Slot {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const fresh: Slot = {
      raised: new Set(),
      standing: new Set(),
      recipients: new Set(),
      late: new Set(),
      content: new Set(),
      courses: 0,
    };
    this.#slots.set(name, fresh);
    return fresh;
  }
}
