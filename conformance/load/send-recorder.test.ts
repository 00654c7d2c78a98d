import { describe, expect, test } from 'vitest';
import { runClock } from '../history/clock.ts';
import type { OpLine } from '../history/lines.ts';
import { loadCast } from './cast.ts';
import { parseEvent } from './events.ts';
import { planLoad } from './plan-load.ts';
import { LoadProfile } from './profile.ts';
import { RollingClocks } from './rolling-clocks.ts';
import { SendRecorder } from './send-recorder.ts';

const BASE = 1_800_000_000_000;
const MS = 1_000_000;
const profile = LoadProfile.parse({
  patients: 10,
  readingsEach: 6,
  readingsPerSecond: 60,
  virtualUsers: 4,
  timeoutMs: 1000,
  bundleOf: 3,
  mix: { single: 3, mllp: 2, bundle: 5 },
});

/** A recorder on a clock that is set by hand, and what it wrote. */
const recording = () => {
  const at = { ms: 0 };
  const clock = runClock({ monotonicNs: () => BigInt(at.ms) * 1_000_000n, wallMs: () => BASE + at.ms });
  const plan = planLoad(profile, { seed: 5, nonce: 'AB12', nowMs: BASE });
  const cast = loadCast(plan.parameters, [{ system: 'urn:x', value: '1' }]);
  const clocks = new RollingClocks(clock, 6000);
  const ops: Omit<OpLine, 'kind' | 'seq'>[] = [];
  const learnt: string[] = [];
  const done: number[] = [];
  const recorder = new SendRecorder({
    plan,
    cast,
    clocks,
    history: { op: (line) => (ops.push(line), { kind: 'op', seq: ops.length, ...line }), together: (work) => work() },
    driver: { learn: (reference) => void learnt.push(reference) },
    laneOf: (person) => `lane${person}`,
    progress: () => undefined,
    onPersonDone: (person) => void done.push(person),
  });
  const tell = (channel: number, index: number, status: string, tail: string, lateMs = 0): void => {
    const meant = plan.schedule.intendedMs(channel, index);
    const sent = (Number.isFinite(meant) ? Math.ceil(meant) : 0) + 100 + lateMs;
    const event = parseEvent(
      `vp1 ${channel} ${index} ${BASE + 100} ${BASE + sent} ${BASE + sent + 5} ${status} ${tail}`.trimEnd(),
    );
    if (event === undefined) throw new Error('no event');
    recorder.add(event);
  };
  const tellAll = (except: (channel: number, index: number) => boolean = () => false): void => {
    for (const [channel, { sends, channel: way }] of cast.stream.channels.entries())
      for (let index = 0; index < sends; index++) {
        if (except(channel, index)) continue;
        const count = way.readingsPerSend;
        const tail = Array.from({ length: count }, (_, i) => `201:Observation/o${channel}.${index}.${i}`).join(' ');
        if (way.transport === 'mllp') tell(channel, index, 'AA', '');
        else tell(channel, index, way.transport === 'bundle' ? '200' : '201', tail);
      }
  };
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= 500) {
      at.ms += 500;
      clocks.take();
    }
  };
  return { recorder, ops, learnt, done, tell, tellAll, pass, plan, cast };
};

describe('what senders say becomes operations', () => {
  test('every reading once, on its wire, with the instant for which it was meant', () => {
    const { recorder, ops, tellAll, pass, done, cast } = recording();
    tellAll();
    pass(3000);
    recorder.flush();
    const totals = recorder.end();
    expect(totals).toMatchObject({ recorded: 60, missing: [0, 0, 0] });
    expect(ops).toHaveLength(60);
    const names = ops.map((op) => (op.act.op === 'reading.submit' ? op.act.reading.identifier.value : ''));
    expect(new Set(names).size).toBe(60);
    for (const op of ops) {
      expect(op.outcome).toBe('ok');
      expect(op.intended).toBeLessThanOrEqual(op.sent);
      expect(op.sent - op.intended).toBeLessThan(3 * MS);
      const person = Number(op.lane.slice('lane'.length));
      expect(op.via).toBe(person >= 3 && person < 5 ? 'hl7v2' : 'fhir');
      expect(op.act.op === 'reading.submit' && op.act.bundle !== undefined).toBe(person >= 5);
      expect(op.act.op === 'reading.submit' && op.act.reading.patient).toEqual(
        cast.patientOf(person).patient.identifier,
      );
    }
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => i));
  });
  test('nothing is written before a pair of clocks was taken behind it', () => {
    const { recorder, ops, tell, pass } = recording();
    tell(0, 0, '201', '201:Observation/a');
    recorder.flush();
    expect(ops).toHaveLength(0);
    pass(1000);
    recorder.flush();
    expect(ops).toHaveLength(1);
  });
  test('a person is done when the last send of that person is written, and not before', () => {
    const { recorder, done, tellAll, tell, pass, cast } = recording();
    const { channel, last } = cast.stream.spanOf(1);
    tellAll((c, i) => c === channel && i === last);
    pass(3000);
    recorder.flush();
    expect(done).not.toContain(1);
    tell(channel, last, '201', '201:Observation/z');
    recorder.flush();
    expect(done).toContain(1);
  });
  test('ids are learnt where an item may name the reading: outside its limits', () => {
    const { tellAll, learnt, cast } = recording();
    tellAll();
    const outside = [0, 1, 2, 5, 6, 7, 8, 9].flatMap((person) => {
      const { low, high } = cast.stream.person(person).reference;
      return cast.stream
        .readingsOf(person)
        .filter(({ value }) => Number(value) < Number(low) || Number(value) > Number(high));
    });
    expect(learnt).toHaveLength(outside.length);
    expect(outside.length).toBeGreaterThan(0);
  });
});

describe('what is not as it should be', () => {
  test('sends that never came to a line are counted by channel', () => {
    const { recorder, tellAll, pass } = recording();
    tellAll((channel, index) => channel === 0 && index < 4);
    pass(3000);
    expect(recorder.end().missing).toEqual([4, 0, 0]);
  });
  test('a send that is told twice, or was never planned, is an error', () => {
    const { tell } = recording();
    tell(0, 0, '201', '201:Observation/a');
    expect(() => tell(0, 0, '201', '201:Observation/a')).toThrow(/not to be told/);
    expect(() => tell(0, 18, '201', '')).toThrow(/not to be told/);
    expect(() => tell(9, 0, '201', '')).toThrow(/not to be told/);
  });
  test('as much as is asked for is written at a time, in the order in which it was told, and nothing is left out', () => {
    const { recorder, ops, tellAll, pass } = recording();
    tellAll();
    pass(3000);
    expect(recorder.flush(10)).toBe(true);
    expect(ops).toHaveLength(10);
    // A bundle is written as a whole.
    let rounds = 1;
    for (; recorder.flush(10); rounds++) expect(ops.length).toBeLessThanOrEqual(rounds * 12 + 12);
    expect(ops).toHaveLength(60);
    expect(rounds).toBeLessThanOrEqual(6);
    expect(recorder.flush(10)).toBe(false);
    expect(recorder.end().recorded).toBe(60);
    const sends = ops.flatMap((op) => (op.via === 'hl7v2' ? [op.sent] : []));
    expect(sends).toEqual(sends.toSorted((a, b) => a - b));
  });
  test('half of few sends that were late are said to be late', () => {
    const { recorder, tell, pass } = recording();
    for (let i = 0; i < 6; i++) tell(0, i, '201', `201:Observation/a${i}`, 300);
    pass(4000);
    expect(recorder.end().slipNs).toBeGreaterThan(298 * MS);
  });
  test('what was not answered with success is remembered for the end of the run', () => {
    const { recorder, ops, tell, pass, cast } = recording();
    tell(0, 0, '0', JSON.stringify({ error: 'connection reset' }));
    pass(1000);
    const { doubtful } = recorder.end();
    const { readings, person } = cast.stream.send(0, 0);
    expect(ops[0]?.outcome).toBe('unknown');
    expect([...doubtful]).toEqual([
      [person.index, [{ system: 'urn:example:meter-readings', value: readings[0]?.identifier }]],
    ]);
  });
});
