import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { EXAMPLE_NAMESPACES, EXAMPLES } from '../../../contract/wire/hl7v2/examples.ts';
import { parseMessage } from '../../../contract/wire/hl7v2/message.ts';
import { decodeOrderMessage, encodeOrderMessage } from '../../../contract/wire/hl7v2/order.ts';
import type { Order } from '../../../contract/domain/index.ts';
import { createPipeline } from '../../app.ts';
import { withEdits } from '../../survival/fuzz/field-cases.test-helper.ts';
import { type Random, randomOf } from '../../survival/random.test-helper.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { soundOrder } from '../fhir/malformed-orders.test-helper.ts';
import { orderFacts } from './order-facts.test-helper.ts';

/** With those over FHIR ten thousand where everything is checked; ORDER_SEED is another walk through it. */
const RUNS = Number(process.env['ORDER_RUNS'] ?? (process.env['CI'] === undefined ? 600 : 5000));
const SEED = Number(process.env['ORDER_SEED'] ?? 20_260_303);

/** Words of orders, where others were. */
const WORDS = [
  'ABN.HI ABN.LO CRIT.HI ABS.LO ABN.HI.PRE ABN.HI.NIGHT ABN.hi R1 R2 R9',
  '> >= < <= = <> >^160 >=^160.0 <^+070 >^160^-^200 >^1e2 >^160&5 >^160~>^150',
  '160 70 70.0 0 00160 160.5 99999999 -1 160,0',
  'RULE^^99VPF RULE.COUNT^^99VPF RULE.WINDOW^^99VPF RULE.PERIOD^^99VPF RULE.BOUNDARY^^99VPF',
  'REPEATED^^99VPF MISSING^^99VPF GAIN gain loss each none 2 3~5 2&3 2^3',
  'mg/dL mmol/L kg h d wk mo 264274^^MDC mg/dL^^MDC mg/dL~mmol/L MG/DL',
  'O F R SN NM ST NW 20260401000000-0400 20260302000000 20260302000000-0500~20270101000000-0500',
].flatMap((line) => line.split(' ')) as [string, ...string[]];

/** One field of the order, not of the header, is another word, or another field. */
const reworded = (text: string, random: Random): string => {
  const segments = text.split('\r');
  const which = 1 + random.below(segments.length - 2);
  const fields = (segments[which] ?? '').split('|');
  const field = 1 + random.below(fields.length - 1);
  fields[field] = random.below(5) === 0 ? (fields[1 + random.below(fields.length - 1)] ?? '') : random.of(WORDS);
  return segments.map((segment, index) => (index === which ? fields.join('|') : segment)).join('\r');
};

const damaged = (text: string, seed: number): string => {
  const random = randomOf(seed);
  random.below(2);
  let next = text;
  for (let times = 1 + random.below(2); times > 0; times -= 1) {
    next = random.below(3) === 0 ? withEdits(next, random) : reworded(next, random);
  }
  return next;
};

const FORMS = ['OMG^O19', 'ORM^O01'] as const;
const written = (order: Order, form: (typeof FORMS)[number]): string => {
  const { precision: _default, ...rest } = order;
  const envelope = {
    sendingApplication: 'EHR',
    sendingFacility: 'GOODHEALTH',
    receivingApplication: 'RPM',
    receivingFacility: 'GOODHEALTH',
    at: '2026-03-02T09:00:00-05:00',
    controlId: 'O1',
    processingId: 'T' as const,
  };
  return encodeOrderMessage({ ...rest, status: 'active' }, 'NW', envelope, EXAMPLE_NAMESPACES, form);
};

const setUp = async () => {
  const pipeline = createPipeline({ databasePath: ':memory:', now: () => Date.parse('2026-03-03T13:05:12Z') });
  must(await pipeline.people.patient(EHR, example.patient));
  must(await pipeline.people.clinician(EHR, example.clinician));
  must(await pipeline.people.pool(EHR, example.pool));
  const counts = { accepted: 0, refused: 0, number: 0 };
  /** Sends a message; of what was accepted, the order as it is kept, written anew. */
  const submit = async (text: string): Promise<string | undefined> => {
    const parsed = parseMessage(text);
    const decoded = parsed.ok ? decodeOrderMessage(parsed.value, EXAMPLE_NAMESPACES) : parsed;
    if (!decoded.ok || decoded.value.control !== 'NW') {
      counts.refused += 1;
      return undefined;
    }
    const done = await pipeline.orders.submit(EHR, decoded.value.order);
    if (!done.ok) {
      expect([done.refusal.code, done.refusal.at]).toEqual([
        done.refusal.code,
        expect.stringMatching(/^ServiceRequest/),
      ]);
      counts.refused += 1;
      return undefined;
    }
    counts.accepted += 1;
    return written(done.value.stored.body, 'OMG^O19');
  };
  const identifier = () => ({ ...example.glucoseOrder.identifier, value: `PLC-${(counts.number += 1)}` });
  return { pipeline, submit, counts, identifier };
};

/** Nothing that was not sent stands in what is kept, but the instant from which a new order holds where none was said. */
const compare = (sent: string, back: string): void => {
  const said = orderFacts(sent);
  const isSaid = said.some((fact) => fact.startsWith('holds from'));
  expect(orderFacts(back).filter((fact) => isSaid || !fact.startsWith('holds from'))).toEqual(said);
};

test('a sound order is accepted and kept as it was written', async () => {
  const { pipeline, submit, counts, identifier } = await setUp();
  await fc.assert(
    fc.asyncProperty(soundOrder, fc.constantFrom(...FORMS), async (order, form) => {
      const sent = written({ ...order, identifier: identifier() }, form);
      compare(sent, (await submit(sent)) ?? '');
    }),
    { numRuns: 100, seed: SEED },
  );
  expect(counts.refused).toBe(0);
  await pipeline.close();
});

test(`${RUNS} orders that were damaged anywhere are refused, or kept as they were written`, async () => {
  const { pipeline, submit, counts, identifier } = await setUp();
  await fc.assert(
    fc.asyncProperty(soundOrder, fc.constantFrom(...FORMS), fc.nat(2 ** 31), async (order, form, seed) => {
      const sent = damaged(written({ ...order, identifier: identifier() }, form), seed);
      const back = await submit(sent);
      if (back !== undefined) compare(sent, back);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(counts.accepted).toBeGreaterThan(RUNS / 20);
  expect(counts.refused).toBeGreaterThan(RUNS / 3);
  await pipeline.close();
}, 600_000);

/** An order with a limit of each kind and rules, as it would be kept if one thing of it had been understood otherwise. */
test.each([
  ['a bound', '>^160', '>^161'],
  ['a bound that is included', '>^160', '>=^160'],
  ['a side', 'ABN.HI', 'ABN.LO'],
  ['a tier', 'CRIT.HI', 'ABN.HI'],
  ['a context', 'ABN.HI.POST', 'ABN.HI'],
  ['a unit', '|mg/dL^mg/dL^UCUM', '|mmol/L^mmol/L^UCUM'],
  ['a limit that is gone', /OBX\|2\|[^\r]*\r/, ''],
  ['a rule that is gone', /OBX\|\d+\|CWE\|RULE\^[^\r]*REPEATED(?:[^\r]*\rOBX\|\d+\|NM\|RULE\.){2}[^\r]*\r/, ''],
  ['how many', /(RULE\.COUNT[^\r]*\|)3\|/, '$14|'],
  ['a window', /(RULE\.WINDOW[^\r]*\|)24\|h/, '$124|d'],
  ['a recipient', /(RULE\.RECIPIENT[^\r]*\|)9876543210/, '$11234567893'],
  ['who is responsible', /(OBR\|(?:[^|\r]*\|){27})\w+/, '$1SOMEBODY'],
  ['whose it is', 'MRN1001', 'MRN1002'],
  ['its start', '20260302000000-0500', '20260301000000-0500'],
  ['its end', '20260531235959-0400', '20260601235959-0400'],
  ['the instant from which it holds', /(ORC(?:\|[^|\r]*){14}\|)20260302090000/, '$120260302100000'],
] as const)('the reading of facts notices %s', (_what, from, to) => {
  const text = EXAMPLES['order-rules'] ?? '';
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  expect(() => compare(text, other)).toThrow();
});

test.each([
  ['zeros and a plus', '>^160', '>^+0160.00'],
  ['another offset', '20260302000000-0500', '20260302050000+0000'],
  ['the name of a person', '1234567893^^^', '1234567893^Rivera^Ana^'],
  ['an unknown segment', 'OBX|1|', 'ZZZ|1|x\rOBX|1|'],
  ['the twin of a unit', 'mg/dL^mg/dL^UCUM', '264274^MDC_DIM_MILLI_G_PER_DL^MDC'],
] as const)('and sees no difference in %s', (_what, from, to) => {
  const text = EXAMPLES['order-rules'] ?? '';
  expect(text).toContain(from);
  compare(text, text.replace(from, to));
});
