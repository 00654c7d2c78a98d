import { describe, expect, test } from 'vitest';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { HistoryBuilder, makeReading, patientId, readingId } from '../history-builder.test-helper.ts';
import { foundFacts, readFacts } from './found-facts.ts';
import { patientCase } from './patient-case.ts';
import type { PatientCase, World } from './world.ts';

const WORLD = { deadlines: { filed: 1000 } } as unknown as World;
type Write = (b: HistoryBuilder) => void;
const told = (write: Write): PatientCase => {
  const b = new HistoryBuilder();
  b.took = 10;
  b.order();
  b.grant();
  write(b);
  const patient = Analysis.of(b.end()).patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  return patientCase(patient);
};
/** Of each reading that a query asked for: how often it was found, whether it had to be, and what it can have said. */
const found = (write: Write): string[] =>
  foundFacts(told(write), WORLD).map((f) =>
    [
      `line ${f.read.seq}: ${[...f.filing.keys].map((k) => k.split('|')[1]).join('=')}`,
      `${f.found.length} times`,
      ...(f.due ? ['due'] : []),
      ...(f.withdrawnBefore('glucose') ? ['withdrawn before'] : []),
      `says ${f.current.map((c) => c.by.seq).join()}`,
      `by ${f
        .applied()
        .map((a) => `${a.order.key.split('|')[1]} ${a.evaluations.map((e) => e?.interpretation ?? '-').join()}`)
        .join(' and ')}`,
    ].join(', '),
  );
const read = (b: HistoryBuilder, name: string, more = {}, options = {}): Reading =>
  b.reading({ name, value: '212', ...more }, options);
const show = (b: HistoryBuilder, names: readonly string[], options: Parameters<HistoryBuilder['read']>[1] = {}): void =>
  b.read(
    names.map((name) => ({ reading: makeReading({ name, value: '212' }) }) as never),
    options,
  );

describe('a reading that is asked for', () => {
  test('is due once it was answered longer ago than a reading may take to be found', () => {
    expect(
      found((b) => {
        read(b, 'r');
        show(b.wait(999), ['r']);
        show(b, ['r', 'r']);
        show(b.wait(1000), []);
      }),
    ).toEqual([
      'line 4: r, 1 times, says 3, by o1 H',
      'line 5: r, 2 times, due, says 3, by o1 H',
      'line 6: r, 0 times, due, says 3, by o1 H',
    ]);
  });
  test('by its names, by its measure, or with all', () => {
    expect(
      found((b) => {
        const r = read(b, 'r', { device: 'd' });
        read(b, 's', { device: 'd', at: r.effective });
        read(b, 't');
        show(b.wait(2000), [], { identifier: readingId('s') });
        show(b, [], { identifier: readingId('x') });
        show(b, [], { measure: 'weight' });
        show(b, ['s'], { measure: 'glucose' });
      }).map((t) => t.slice(0, 20)),
    ).toEqual(['line 6: r=s, 0 times', 'line 9: r=s, 1 times', 'line 9: t, 0 times, ']);
  });
  test('not by what was refused or never answered', () => {
    expect(
      found((b) => {
        read(b, 'r');
        show(b.wait(2000), ['r'], { outcome: 'unknown' });
        show(b, ['r'], { outcome: 'refused' });
        b.op({ op: 'reading.read', patient: patientId() }, { output: {} });
        b.op({ op: 'reading.read', patient: patientId() });
      }),
    ).toEqual([]);
  });
  test('is told in the lane of its first attempt', () => {
    const facts = foundFacts(
      told((b) => {
        read(b, 'r', {}, { lane: 'lane/sent' });
        show(b, ['r'], { lane: 'lane/asked' });
      }),
      WORLD,
    );
    expect(facts.map((f) => f.lane)).toEqual(['lane/sent']);
  });
  test('says nothing of limits for certain, where there were more courses than are kept', () => {
    const patient = told((b) => {
      read(b, 'r');
      show(b, ['r']);
    });
    const measures = patient.measures.map((view) => ({
      ...view,
      measure: { ...view.measure, explored: { ...view.measure.explored, overflow: true } },
    }));
    expect(foundFacts({ ...patient, measures }, WORLD).map((f) => f.applied())).toEqual([[]]);
  });
  test('not if it was filed wrongly', () => {
    expect(
      found((b) => {
        b.permission('withdrawn');
        read(b, 'r');
        show(b.wait(2000), ['r']);
      }),
    ).toEqual([]);
  });
  test('may have been found, where nobody answered it', () => {
    expect(
      found((b) => {
        read(b, 'r', {}, { outcome: 'unknown' });
        show(b.wait(2000), []);
      }),
    ).toEqual(['line 4: r, 0 times, says 3, by o1 H']);
  });
  test('after a withdrawal of its permission, by then', () => {
    expect(
      found((b) => {
        read(b, 'r');
        show(b.wait(2000), []);
        b.permission('withdrawn', 'weight');
        b.permission('withdrawn', 'glucose', 'p1', { outcome: 'refused' });
        show(b, []);
        b.permission('withdrawn');
        show(b, []);
        b.grant();
        show(b, []);
      }).map((t) => t.includes('withdrawn before')),
    ).toEqual([false, false, true, true]);
  });
  test('says what it says then, by each order', () => {
    expect(
      found((b) => {
        b.order({ name: 'o2', limits: [{ tier: 'reference', high: '300' }] });
        const r = read(b.wait(10), 'r', { at: '2035-01-01T00:00:00.040Z' });
        b.op({
          op: 'reading.submit',
          reading: { ...r, status: 'corrected', result: { kind: 'value', quantity: { value: '60', unit: 'mg/dL' } } },
        });
        show(b.wait(990), []);
        show(b, []);
      }),
    ).toEqual([
      'line 6: r, 0 times, due, says 4,5, by o1 H,L and o2 N,N',
      'line 7: r, 0 times, due, says 5, by o1 L and o2 N',
    ]);
  });
});

describe('what a query showed of a patient who was announced', () => {
  const shown = (write: Write, announced = true): string[] =>
    readFacts(
      told((b) => {
        if (announced)
          b.op({
            op: 'person.patient',
            patient: { identifier: patientId(), family: 'f', given: 'g', birthDate: '1950-01-01', gender: 'female' },
          } as never);
        write(b);
      }),
    ).map((f) =>
      [
        `${f.instants.length} instants`,
        ...(f.arrivedInOrder ? ['in order'] : []),
        ...(f.unsent.length === 0 ? [] : [`unsent ${f.unsent.map((k) => k.split('|')[1]).join()}`]),
      ].join(', '),
    );
  const at = (second: number): Record<string, string> => ({ at: `2035-01-01T00:00:0${second}Z` });
  const list = (b: HistoryBuilder, ...readings: readonly Reading[]): void =>
    b.read(readings.map((reading) => ({ reading }) as never));
  test('nothing of one who was not', () => {
    expect(shown((b) => list(b, read(b, 'r')), false)).toEqual([]);
  });
  test('what nobody sent', () => {
    expect(
      shown((b) => {
        const r = read(b, 'r');
        list(b, r, makeReading({ name: 'x', value: '1' }));
        list(b, r);
      }),
    ).toEqual(['2 instants, in order, unsent x', '1 instants, in order']);
  });
  test('whether it arrived in the order of its times', () => {
    expect(
      shown((b) => {
        const [one, two, late] = [read(b, 'a', at(1)), read(b, 'b', at(2)), read(b, 'c', at(0))];
        list(b, two, one);
        list(b, one, two, late);
        list(b, late, one);
        list(b, { ...one, effective: 'whenever' });
        b.read([], { outcome: 'unknown' });
        b.op({ op: 'reading.read', patient: patientId() }, { output: {} });
      }),
    ).toEqual(['2 instants, in order', '3 instants', '2 instants', '0 instants, in order']);
  });
  test('what has no time, or the same time, is out of no order', () => {
    expect(
      shown((b) => {
        const [one, two, same] = [read(b, 'a', at(1)), read(b, 'b', at(2)), read(b, 'c', at(2))];
        list(b, one, { ...two, effective: 'whenever' }, two);
        list(b, same, two);
      }),
    ).toEqual(['2 instants, in order', '2 instants, in order']);
  });
  test('by its first answer', () => {
    expect(
      shown((b) => {
        const one = read(b, 'a', at(1));
        const refused = read(b, 'z', at(0), { outcome: 'refused' });
        const two = read(b, 'b', at(2));
        b.op({ op: 'reading.submit', reading: one });
        b.op({ op: 'reading.submit', reading: refused });
        list(b, one, two);
        list(b, refused, one);
      }),
    ).toEqual(['2 instants, in order', '2 instants']);
  });
  test('not by one that was refused', () => {
    expect(
      shown((b) => {
        const late = read(b, 'z', at(0), { outcome: 'refused' });
        const one = read(b, 'a', at(1));
        b.op({ op: 'reading.submit', reading: late });
        list(b, late, one);
      }),
    ).toEqual(['2 instants']);
  });
  test('whichever attempt that answered', () => {
    expect(
      shown((b) => {
        const one = read(b, 'a', at(1), { took: 500 });
        b.wait(-400).op({ op: 'reading.submit', reading: one });
        const two = read(b, 'b', at(2));
        list(b.wait(1000), one, two);
      }),
    ).toEqual(['2 instants, in order']);
  });
});
