import type { PhoneCast } from '../../../contract/cases/sender/cast.ts';
import type { Shown } from '../../../contract/cases/sender/resolve.ts';
import type { Measure } from '../../../contract/domain/index.ts';
import type { BusSample, DeletedSample } from '../../../contract/wire/device-bus/messages.ts';
import { HEALTHKIT_TYPE, HEALTHKIT_UNIT, MEAL_TIME, METADATA } from '../../../contract/wire/healthkit/vocabulary.ts';
import type { HealthSample, HealthType, Tombstone } from '../../../simulator/phone/store/health-sample.ts';
import { HealthStore } from '../../../simulator/phone/store/health-store.ts';

/** The app under test, and the maker's app that fills the store. */
const SENDER_APP = 'org.example.sender';
const MAKER_APP = 'org.example.maker';

const TYPE_OF: Readonly<Record<Measure, HealthType>> = { glucose: 'blood-glucose', weight: 'body-mass' };
const RECORD_TYPE: Readonly<Record<Measure, string>> = { glucose: 'BloodGlucoseRecord', weight: 'WeightRecord' };

interface Content {
  readonly shown: Shown;
  readonly uuid: string;
  /** Where the phone was when it was saved. IANA. */
  readonly zone: string;
}

/** What a store answers to a query; `protected`: it is locked, `anchor`: the anchor is none of its own. */
export type StoreAnswer =
  | {
      readonly kind: 'samples';
      readonly added: BusSample[];
      readonly deleted: DeletedSample[];
      readonly anchor: string;
    }
  | { readonly kind: 'protected' | 'anchor' };

/** A phone's health store in the words of the bus. */
export class PhoneStore {
  readonly #source: 'healthkit' | 'health-connect';
  readonly #cast: PhoneCast;
  readonly #zoneOf: () => string;
  readonly #store: HealthStore<Content>;
  readonly #uuids = new Map<number, string>();

  constructor(source: 'healthkit' | 'health-connect', cast: PhoneCast, zoneOf: () => string) {
    this.#source = source;
    this.#cast = cast;
    this.#zoneOf = zoneOf;
    this.#store = new HealthStore<Content>({ name: 'phone', manner: source });
    for (const type of Object.values(TYPE_OF))
      this.#store.permissions.decide(MAKER_APP, type, { share: true, read: true });
  }

  typeName(measure: Measure): string {
    return this.#source === 'healthkit' ? HEALTHKIT_TYPE[measure] : RECORD_TYPE[measure];
  }

  permit(measure: Measure, allowed: boolean): void {
    this.#store.permissions.decide(SENDER_APP, TYPE_OF[measure], { read: allowed });
  }

  mayRead(measure: Measure): boolean {
    return this.#store.permissions.mayRead(SENDER_APP, TYPE_OF[measure]);
  }

  save(shown: Shown): void {
    const { reading, sync } = shown;
    const uuid =
      sync === undefined ? reading.identifier.value : this.#cast.uuidOf(`${sync.identifier} ${sync.version}`);
    const saved = this.#store.save(MAKER_APP, {
      type: TYPE_OF[reading.measure],
      startMs: Date.parse(reading.effective),
      content: { shown, uuid, zone: this.#zoneOf() },
      ...(sync === undefined ? {} : { sync }),
    });
    if (saved.kind === 'saved' || saved.kind === 'replaced') {
      // Health Connect keeps a record's own id when it changes.
      if (saved.kind === 'saved' || this.#source === 'healthkit') this.#uuids.set(saved.sample.id, uuid);
    }
  }

  delete({ reading }: Shown): void {
    const changes = this.#store.changesSince(MAKER_APP, TYPE_OF[reading.measure]);
    if (changes.kind !== 'changes') return;
    const one = changes.added.find(
      ({ content }) => content.shown.reading.identifier.value === reading.identifier.value,
    );
    if (one !== undefined) this.#store.deleteByPerson(one.id);
  }

  /** Undefined: no type of this store. Denied looks like empty. */
  query(typeName: string, anchor: string | null, limit: number): StoreAnswer | undefined {
    const measure = (Object.keys(TYPE_OF) as Measure[]).find((m) => this.typeName(m) === typeName);
    if (measure === undefined) return undefined;
    const changes = this.#store.changesSince(SENDER_APP, TYPE_OF[measure], anchor ?? undefined, limit);
    if (changes.kind === 'invalid-anchor') return { kind: 'anchor' };
    if (changes.kind !== 'changes') return { kind: 'protected' };
    return {
      kind: 'samples',
      added: changes.added.map((sample) => this.#sample(sample)),
      deleted: changes.deleted.map((tombstone) => this.#deleted(tombstone)),
      anchor: changes.anchor,
    };
  }

  #sample({ id, content, sync }: HealthSample<Content>): BusSample {
    const { reading } = content.shown;
    const { result, measure, effective, userEntered, mealContext } = reading;
    if (result.kind !== 'value') throw new RangeError('a health store holds numbers alone');
    const mealTime = mealContext === undefined ? undefined : MEAL_TIME[mealContext];
    const serial = measure === 'glucose' ? this.#cast.meterSerial : this.#cast.scaleSerial;
    return {
      uuid: this.#uuids.get(id) ?? content.uuid,
      type: this.typeName(measure),
      value: result.quantity.value,
      unit: HEALTHKIT_UNIT[result.quantity.unit],
      start: effective,
      end: effective,
      source: { bundle: MAKER_APP, name: 'Maker' },
      ...(userEntered === true ? {} : { device: { manufacturer: 'Maker', model: 'Test', serial } }),
      metadata: {
        [METADATA.timeZone]: content.zone,
        ...(userEntered === true ? { [METADATA.userEntered]: 1 } : {}),
        ...(mealTime === undefined ? {} : { [METADATA.mealTime]: mealTime }),
        ...(sync === undefined
          ? {}
          : { [METADATA.syncIdentifier]: sync.identifier, [METADATA.syncVersion]: sync.version }),
      },
    };
  }

  #deleted({ id, sync }: Tombstone): DeletedSample {
    const uuid = this.#uuids.get(id) ?? String(id);
    return sync === undefined ? { uuid } : { uuid, syncIdentifier: sync.identifier, syncVersion: sync.version };
  }
}
