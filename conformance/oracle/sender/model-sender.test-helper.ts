import { LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { Measure, Reading } from '../../../contract/domain/index.ts';
import type { PhoneCast } from '../../../contract/cases/sender/cast.ts';
import type { SenderWorkedCase } from '../../../contract/cases/sender/load.ts';
import { type PhoneAct, resolveScript, type Shown } from '../../../contract/cases/sender/resolve.ts';
import type { Corruption } from '../../../contract/cases/sender/sender-case.ts';
import type { Act, ArrivedLine, HistoryLine, OpLine } from '../../history/lines.ts';
import { HistoryBuilder } from '../history-builder.test-helper.ts';

export const CAST: PhoneCast = {
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN-S1' },
  order: { system: 'urn:example:ehr:placer', value: 'PLC-S1' },
  meter: '01-23-45-67-89-AB-CD-EF',
  scale: '01-23-45-67-89-AB-CD-F0',
  meterSerial: 'M-1',
  scaleSerial: 'S-1',
  uuidOf: (name) => `uuid-${name.replaceAll(' ', '-')}`,
};

export const PERIOD = { start: '2035-03-01T00:00:00-05:00', end: '2035-06-01T00:00:00-04:00' };
const TERMS = { forward: 1000, recovery: 1000 };

type Way = 'first' | 'correction' | 'erasure';
interface Waiting {
  readonly name: string;
  readonly way: Way;
  readonly reading: Reading;
  tried: boolean;
}

const changed = (reading: Reading, how: Corruption['how']): Reading => {
  const { result } = reading;
  const value = result.kind === 'value' ? result.quantity.value : '0';
  const unit = result.kind === 'value' ? result.quantity.unit : 'mg/dL';
  const number = (text: string, as = unit): Reading => ({
    ...reading,
    code: LOINC_FOR_UNIT[as],
    result: { kind: 'value', quantity: { value: text, unit: as } },
  });
  switch (how) {
    case 'digits':
      return number(value.includes('.') ? value.replace(/\.?0$/, '') : `${value}.0`);
    case 'convert':
      return number('151', 'mg/dL');
    case 'number':
      return number('600');
    case 'utc':
      return { ...reading, effective: new Date(Date.parse(reading.effective)).toISOString().replace('.000', '') };
    case 'shift':
      return {
        ...reading,
        effective: reading.effective.replace(/T(\d\d)/, (_, h) => `T${String((Number(h) + 23) % 24).padStart(2, '0')}`),
      };
    case 'device': {
      const { device, ...rest } = reading;
      return device === undefined ? { ...rest, device: { system: 'urn:example:phone', value: 'phone' } } : rest;
    }
    case 'patient':
      return { ...reading, patient: { ...reading.patient, value: 'SOMEBODY' } };
    case 'final':
      return reading.status === 'corrected' ? { ...reading, status: 'final' } : reading;
    case 'other-name':
      return { ...reading, identifier: { ...reading.identifier, value: 'another' } };
    case 'context': {
      const { mealContext, ...rest } = reading;
      return mealContext === undefined ? { ...rest, mealContext: 'fasting' } : rest;
    }
    case 'typed': {
      const { userEntered, ...rest } = reading;
      return userEntered === undefined ? { ...rest, userEntered: true } : rest;
    }
    default:
      return reading;
  }
};

/** Plays a worked case against a sender that does what the case says is right, or one thing of it wrong. */
class Model {
  readonly #case: SenderWorkedCase;
  readonly #wrong: Corruption | undefined;
  readonly #builder = new HistoryBuilder({ role: 'sender', sender: TERMS });
  readonly #granted = new Set<Measure>();
  readonly #waiting: Waiting[] = [];
  readonly #memory = new Map<string, Shown>();
  readonly #turnedAway = new Set<string>();
  readonly #accepted = new Set<string>();
  #outage: { readonly kind: 'unavailable' | 'cut'; readonly from: number } | undefined;

  constructor(one: SenderWorkedCase, wrong: Corruption | undefined) {
    this.#case = one;
    this.#wrong = wrong;
    this.#builder.lane = `case:${one.case}/fhir`;
  }

  play(): readonly HistoryLine[] {
    const { source, measures, zone } = this.#case;
    const order = { identifier: CAST.order, measures, period: PERIOD };
    this.#op({ op: 'phone.enrol', patient: CAST.patient, phone: { patient: CAST.patient, source, order, zone } });
    for (const act of resolveScript(this.#case, CAST)) {
      this.#act(act);
      this.#builder.wait(20);
      this.#flush();
      this.#builder.wait(20);
    }
    this.#sentinel();
    this.#builder.wait(4 * TERMS.forward);
    return this.#builder.end();
  }

  #is(how: Corruption['how'], name: string): boolean {
    return this.#wrong?.how === how && this.#wrong.of === name;
  }

  #op(act: Act, outcome: OpLine['outcome'] = 'ok'): void {
    this.#builder.op(act, { outcome });
  }

  #show({ reading, whose }: Shown, outcome: OpLine['outcome'] = 'ok', sentinel = false): void {
    this.#op({ op: 'phone.show', patient: CAST.patient, reading, whose, ...(sentinel ? { sentinel } : {}) }, outcome);
  }

  #act(act: PhoneAct): void {
    const patient = CAST.patient;
    switch (act.do) {
      case 'permission':
        this.#op({ op: 'phone.permission', patient, measure: act.measure, status: act.status, at: act.at, told: true });
        if (act.status === 'granted') this.#granted.add(act.measure);
        else this.#granted.delete(act.measure);
        return;
      case 'show': {
        const { name, shown, broken } = act;
        this.#show(shown, broken ? 'unknown' : 'ok');
        this.#memory.set(name, shown);
        if (!broken) this.#wait(name, 'first', shown.reading);
        if (this.#is('send', name) || this.#is('early', name)) this.#arrive(name, shown.reading);
        if (this.#is('number', name) && !this.#case.arrives.includes(name)) this.#arrive(name, shown.reading);
        return;
      }
      case 'correct':
        this.#show(act.shown);
        if (this.#case.corrected.includes(act.name)) this.#wait(act.name, 'correction', act.shown.reading);
        return;
      case 'delete':
        this.#op({ op: 'phone.delete', patient, reading: act.shown.reading.identifier });
        if (this.#case.erased.includes(act.name))
          this.#wait(act.name, 'erasure', { ...act.shown.reading, status: 'entered-in-error' });
        return;
      case 'again':
        for (const [name, shown] of this.#memory) {
          this.#show(shown);
          if (!this.#accepted.has(name) && !this.#waiting.some((w) => w.name === name))
            this.#wait(name, 'first', shown.reading);
        }
        return;
      case 'reset':
        this.#memory.clear();
        return;
      case 'outage':
        this.#outage = { kind: act.kind, from: this.#builder.now };
        return;
      case 'restore':
        if (this.#outage !== undefined) this.#fault(`ehr-${this.#outage.kind}`, this.#outage.from);
        this.#outage = undefined;
        return;
      case 'kill':
        this.#fault('sender-killed', this.#builder.now - 1);
        return;
      case 'refuse':
        this.#turnedAway.add(act.name);
        return;
      case 'travel':
        return;
    }
  }

  #wait(name: string, way: Way, reading: Reading): void {
    if (way !== 'first' || this.#case.arrives.includes(name) || this.#is('stale', name))
      this.#waiting.push({ name, way, reading, tried: false });
  }

  #flush(): void {
    for (const waiting of this.#waiting.splice(0)) {
      const { name, way, reading } = waiting;
      const isStale = this.#is('stale', name) && this.#outage === undefined;
      if (!this.#granted.has(reading.measure) && !isStale) {
        this.#waiting.push(waiting);
        continue;
      }
      if (this.#outage !== undefined) {
        if (!waiting.tried) this.#line(reading, this.#outage.kind);
        this.#waiting.push({ ...waiting, tried: true });
        continue;
      }
      if (this.#is('drop', name) && way === 'first') continue;
      if (this.#is('drop-correction', name) && way === 'correction') continue;
      if (this.#is('drop-erasure', name) && way === 'erasure') continue;
      this.#arrive(name, reading, waiting.tried);
      if (this.#is('erase', name)) this.#arrive(name, { ...reading, status: 'entered-in-error' });
      if (this.#is('twice', name))
        this.#line({ ...reading, identifier: { ...reading.identifier, value: 'second' } }, 'accepted');
    }
  }

  #arrive(name: string, reading: Reading, again = false): void {
    const wrong = this.#wrong?.of === name ? this.#wrong.how : undefined;
    const sent = wrong === undefined ? reading : changed(reading, wrong);
    const other = again && wrong === 'again-changed' ? changed(reading, 'number') : sent;
    const outcome = this.#turnedAway.has(name) ? 'refused' : 'accepted';
    this.#line(other, outcome);
    if (wrong === 'repeat') this.#line(other, outcome);
    this.#accepted.add(name);
  }

  #line(reading: Reading, outcome: ArrivedLine['outcome']): void {
    this.#builder.arrived({ phone: CAST.patient, reading, outcome });
    this.#builder.wait(2);
  }

  #fault(fault: string, from: number): void {
    this.#builder.fault(fault, from, CAST.patient);
  }

  #sentinel(): void {
    const [measure = 'glucose'] = this.#case.measures.filter((m) => this.#granted.has(m));
    const unit = measure === 'glucose' ? 'mg/dL' : 'kg';
    const reading: Reading = {
      identifier: { system: 'urn:vitalproof:shown', value: 'sentinel' },
      patient: CAST.patient,
      measure,
      code: LOINC_FOR_UNIT[unit],
      status: 'final',
      effective: '2035-03-20T12:00:00-04:00',
      result: { kind: 'value', quantity: { value: '97', unit } },
      device: { system: 'urn:vitalproof:shown', value: 'D' },
    };
    this.#show({ reading, whose: 'patient' }, 'ok', true);
    this.#builder.wait(10);
    this.#line(reading, 'accepted');
  }
}

/** The history of a case played rightly, or with one thing wrong. */
export const modelHistory = (one: SenderWorkedCase, wrong?: Corruption): readonly HistoryLine[] =>
  new Model(one, wrong).play();
