import { keyOf, type Measure, type Order, type Reading } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { byCodeUnits } from './tally.ts';
import { DAY_MS, MINUTE_MS, parseInstant } from './instant.ts';
import { ONE_SIZE } from './one-size.ts';
import { isBeyond, isOutside, type Measured, type Watched, watched } from './outside.ts';
import { isTechnical } from './technical-lanes.ts';
import { toPlot } from './unit.ts';

/** What a clinician is asked to look at, of one measure. A computation of the report from the history, and no verdict. */
export interface BurdenRow {
  readonly measure: Measure;
  readonly patients: number;
  /** Days (of the place) on which a patient had a reading filed, over all patients. */
  readonly patientDays: number;
  readonly readings: number;
  /** Items that came into sight. */
  readonly items: number;
  /** Readings beyond the limits of the patient's own orders, and beyond the same limits for everybody. */
  readonly own: number;
  readonly oneSize: number;
}

/** Readings kept for rules about gain and loss: windows are days, and so many are a week of the busiest scale. */
const MEMORY_MS = 8 * DAY_MS;
const MEMORY = 400;

interface Course {
  readonly measure: Measure;
  readonly patient: string;
  /** Accepted versions of each order, by its key. */
  readonly orders: Map<string, { readonly from: number; readonly order: Watched | undefined }[]>;
  readonly days: Set<number>;
  readonly known: Set<string>;
  recent: Measured[];
  own: number;
  oneSize: number;
}

/** Readings of single checks are chosen to lie at limits, and those of the harness's own lanes to raise: both say nothing of a burden. */
const isLived = (lane: string): boolean => !lane.startsWith('check:') && !isTechnical(lane);

/**
 * Counts, line by line, what comes to a clinician: memory grows with the readings' identifiers alone. Versions of an
 * order count from their own instant as far as they are known when a reading is sent; nothing is evaluated again.
 */
export class Burden {
  #courses = new Map<string, Course>();
  #items = new Map<string, Set<string>>();

  #course(patient: string, measure: Measure): Course {
    const key = `${measure} ${patient}`;
    const known = this.#courses.get(key);
    if (known !== undefined) return known;
    const made: Course = {
      measure,
      patient,
      orders: new Map(),
      days: new Set(),
      known: new Set(),
      recent: [],
      own: 0,
      oneSize: 0,
    };
    this.#courses.set(key, made);
    return made;
  }

  add(line: HistoryLine): void {
    if (line.kind === 'seen') {
      const { item } = line;
      if (item.measure === undefined) return;
      const key = `${item.measure} ${keyOf(item.patient)}`;
      const mine = this.#items.get(key) ?? new Set();
      mine.add(keyOf(item.identifier));
      this.#items.set(key, mine);
    }
    if (line.kind !== 'op' || line.outcome !== 'ok' || !isLived(line.lane)) return;
    const { act } = line;
    if (act.op === 'order.submit' || act.op === 'order.change') this.#order(act.order, line.wall);
    if (act.op === 'reading.submit' && act.defect === undefined) this.#reading(act.reading);
  }

  #order(order: Order, wall: string): void {
    const { orders } = this.#course(keyOf(order.patient), order.measure);
    const key = keyOf(order.identifier);
    const versions = orders.get(key) ?? [];
    const start = versions.length === 0 ? order.period.start : wall;
    const from = parseInstant(order.effectiveFrom ?? start)?.ms ?? -Infinity;
    versions.push({ from, order: watched(order, ONE_SIZE[order.measure].unit) });
    orders.set(key, versions);
  }

  #reading(reading: Reading): void {
    const course = this.#course(keyOf(reading.patient), reading.measure);
    const at = parseInstant(reading.effective);
    const id = keyOf(reading.identifier);
    if (at === undefined || reading.status === 'entered-in-error' || course.known.has(id)) return;
    course.known.add(id);
    course.days.add(Math.floor((at.ms + at.offsetMin * MINUTE_MS) / DAY_MS));
    const { result } = reading;
    const size = ONE_SIZE[reading.measure];
    const value =
      result.kind === 'value'
        ? toPlot(result.quantity.value, result.quantity.unit, size.unit)
        : result.kind === 'off-scale'
          ? { high: Infinity, low: -Infinity }[result.direction]
          : undefined;
    if (value === undefined) return;
    const now: Measured = { ms: at.ms, value };
    const inForce = [...course.orders.values()].flatMap(
      (versions) => versions.findLast((v) => v.from <= at.ms)?.order ?? [],
    );
    const meal = (reading.furtherContexts?.length ?? 0) > 0 ? undefined : reading.mealContext;
    if (inForce.some((order) => isOutside(order, now, course.recent, meal))) course.own += 1;
    if (isBeyond(size, now, course.recent)) course.oneSize += 1;
    const isByChange = course.measure === 'weight' || inForce.some((o) => o.changes.length > 0);
    if (isByChange) course.recent = [...course.recent.filter((r) => r.ms > at.ms - MEMORY_MS), now].slice(-MEMORY);
  }

  /** One row for each measure of which a reading was filed. */
  rows(): readonly BurdenRow[] {
    const lived = [...this.#courses.values()].filter((c) => c.known.size > 0);
    const measures = [...new Set(lived.map((c) => c.measure))].sort(byCodeUnits);
    return measures.map((measure) => {
      const mine = lived.filter((c) => c.measure === measure);
      const sum = (of: (c: Course) => number): number => mine.reduce((n, c) => n + of(c), 0);
      return {
        measure,
        patients: mine.length,
        patientDays: sum((c) => c.days.size),
        readings: sum((c) => c.known.size),
        items: sum((c) => this.#items.get(`${measure} ${c.patient}`)?.size ?? 0),
        own: sum((c) => c.own),
        oneSize: sum((c) => c.oneSize),
      };
    });
  }
}
