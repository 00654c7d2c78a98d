import type { Performed } from '../../conformance/sut/driver.ts';
import { keyOf } from '../../contract/domain/index.ts';
import type { BenchDevice } from '../../reference-impl/operation/bench.ts';
import { instantText } from '../../simulator/clock.ts';
import { archetypeNamed } from '../../simulator/cohort/archetypes.ts';
import type { FleetPatient } from '../../simulator/fleet.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { CAST } from './cast.ts';

interface Counted {
  taken: number;
  refused: number;
  waiting: Set<Delivery>;
  lastRefusal: string | undefined;
  lastSent: string | undefined;
}

/** What became of what each device sent. */
export class Counters {
  readonly #patients: readonly FleetPatient[];
  readonly #counts: readonly Counted[];
  readonly #positions: ReadonlyMap<string, number>;

  constructor(patients: readonly FleetPatient[]) {
    this.#patients = patients;
    this.#positions = new Map(patients.map(({ who, position }) => [keyOf(who.patient.identifier), position]));
    this.#counts = patients.map(() => ({
      taken: 0,
      refused: 0,
      waiting: new Set(),
      lastRefusal: undefined,
      lastSent: undefined,
    }));
  }

  /** Something is sent, or sent again. Gives the position of its patient in the cast. Throws RangeError for a stranger. */
  begin(delivery: Delivery): number {
    const position = this.#positions.get(keyOf(delivery.reading.patient));
    const counted = position === undefined ? undefined : this.#counts[position];
    const patient = position === undefined ? undefined : this.#patients[position];
    if (position === undefined || counted === undefined || patient === undefined)
      throw new RangeError(`${delivery.reading.patient.value} is no patient of the clinic`);
    counted.waiting.add(delivery);
    counted.lastSent = instantText(delivery.sentMs, patient.zone);
    return position;
  }

  /** It was answered, or was not: then it is waiting still. */
  end(position: number, delivery: Delivery, { outcome, answer }: Pick<Performed, 'outcome' | 'answer'>): void {
    const counted = this.#counts[position];
    if (counted === undefined || outcome === 'unknown') return;
    counted.waiting.delete(delivery);
    if (outcome === 'ok') counted.taken++;
    else counted.refused++;
    counted.lastRefusal = outcome === 'ok' ? undefined : (answer.refusal ?? answer.code ?? 'refused');
  }

  devices(): readonly BenchDevice[] {
    return this.#patients.map(({ who, position }) => {
      const counted = this.#counts[position];
      const part = CAST[position];
      if (counted === undefined || part === undefined) throw new RangeError(`nobody plays part ${position}`);
      const { taken, refused, waiting, lastRefusal, lastSent } = counted;
      return {
        model: who.device.model,
        identifier: who.device.identifier.value,
        use: archetypeNamed(part.archetype).title,
        wire: part.wire,
        taken,
        refused,
        waiting: waiting.size,
        ...(lastRefusal === undefined ? {} : { lastRefusal }),
        ...(lastSent === undefined ? {} : { lastSent }),
      };
    });
  }
}
