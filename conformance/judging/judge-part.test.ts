import { describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import {
  DECOY,
  HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  patientId,
  personId,
  readingId,
  RIVERA,
} from '../oracle/history-builder.test-helper.ts';
import { catalogue, eachJudged, judgedIn, textOf, withFile } from './in-parts.test-helper.ts';
import { keyHash } from './share/key-hash.ts';
import { Unreliable } from './share/share-parser.ts';

const partOf = (patient: string): number => (keyHash(patientId(patient)) >>> 0) % 2;
const namesOf = (part: number): string[] =>
  Array.from({ length: 40 }, (_, i) => `p${i}`).filter((name) => partOf(name) === part);
/** Two patients of each of two parts. */
const [[a = '', c = ''], [b = '', d = '']] = [namesOf(0), namesOf(1)];

const world = (write: (builder: HistoryBuilder) => void): HistoryLine[] => {
  const builder = new HistoryBuilder({ catalogue: catalogue.hash });
  for (const [i, patient] of [a, b, c, d].entries()) {
    builder.order({
      name: `o-${patient}`,
      patient,
      ...(i < 2 ? {} : { limits: [{ tier: 'reference', high: '250' }] }),
    });
    builder.grant('glucose', patient);
  }
  write(builder);
  return builder.drain();
};

/** A reading of 212 and its item, as `over` says otherwise. */
const high = (
  builder: HistoryBuilder,
  patient: string,
  over: Parameters<typeof makeItem>[3] = {},
  name = `r-${patient}`,
): void => {
  const reading = builder.reading({ name, value: '212', patient });
  builder.wait(40);
  const made = builder.order({ name: `o-${patient}`, patient });
  builder.seen(makeItem(reading, made, `i-${name}`, over));
};

const submit =
  (name: string, patient: string, value = '212') =>
  (builder: HistoryBuilder) =>
    void builder.reading({ name, value, patient });

const WORLDS: Readonly<Record<string, (builder: HistoryBuilder) => void>> = {
  'nothing wrong, and one value that is two things to two patients': (builder) => {
    for (const p of [a, b]) high(builder, p);
    for (const p of [c, d]) builder.reading({ name: `r-${p}`, value: '212', patient: p });
  },
  'an item of a patient in the In Basket of another patient': (builder) => high(builder, a, { patient: patientId(b) }),
  'the same the other way round': (builder) => high(builder, b, { patient: patientId(a) }),
  'an item in sight before its reading was answered': (builder) => {
    const reading = builder.reading({ name: 'r', value: '212', patient: b }, { took: 500, ago: 0 });
    const made = builder.order({ name: `o-${b}`, patient: b });
    builder.seen(makeItem(reading, made, 'i', { patient: patientId(a) }));
  },
  'an item that changes its patient': (builder) => {
    high(builder, a);
    builder.seen(
      makeItem(builder.reading({ name: 'x', value: '212', patient: b }), builder.order({ patient: b }), `i-r-${a}`, {
        version: 2,
        patient: patientId(b),
      }),
    );
  },
  'an item of nobody': (builder) => high(builder, a, { patient: patientId('nobody') }),
  'an item that names no reading': (builder) => {
    high(builder, a, { reading: undefined });
    high(builder, b, { reading: undefined });
  },
  'an item shown to a stranger': (builder) => {
    for (const p of [a, b]) high(builder, p);
    for (const person of [RIVERA, OKAFOR, DECOY])
      builder.look({ person, items: [a, b].map((p) => keyOf(itemId(`i-r-${p}`))) });
  },
  'an item that is gone': (builder) => {
    for (const p of [a, b]) high(builder, p);
    for (const p of [a, b]) builder.look({ patient: p, items: [] });
  },
  'acts on items of both': (builder) => {
    for (const p of [a, b]) high(builder, p);
    for (const p of [a, b])
      for (const person of [RIVERA, personId('nobody')])
        builder.op({ op: 'item.act', item: itemId(`i-r-${p}`), act: 'done', person });
  },
  'an identifier of two patients': (builder) => {
    submit('same', a)(builder);
    builder.reading({ name: 'same', value: '212', patient: b }, { refusal: 'identifier-conflict' });
  },
  'an identifier of two patients, accepted twice': (builder) => {
    submit('same', b)(builder);
    submit('same', a, '100')(builder);
    submit('same', b)(builder);
  },
  'an identifier of two patients, and an item about it': (builder) => {
    high(builder, a, {}, 'same');
    submit('same', b)(builder);
  },
  'a message shown to the wrong patient': (builder) => {
    high(builder, a);
    const identifier = { system: 'urn:example:message', value: 'm' };
    const about = itemId(`i-r-${a}`);
    const message = { identifier, patient: patientId(a), sender: RIVERA, about, text: 'eat', sent: builder.wall() };
    builder.op({ op: 'message.send', message });
    builder.wait(100);
    for (const p of [a, b, d])
      builder.op({ op: 'message.read', patient: patientId(p) }, { output: { messages: [message] } });
  },
  'the same, one of them wrong': (builder) => {
    high(builder, b);
    for (const p of [a, c, d]) submit(`r-${p}`, p)(builder);
  },
  'more broken than is kept': (builder) => {
    for (let i = 0; i < 40; i += 1) for (const p of [b, a]) submit(`r-${p}-${i}`, p)(builder);
  },
  'refusals that say nothing, and a statement': (builder) => {
    for (const p of [b, a]) builder.reading({ name: `r-${p}`, value: '1', patient: p }, { outcome: 'refused' });
    builder.op({ op: 'reading.read', patient: patientId(b) }, { outcome: 'refused', answer: { code: '405' } });
    builder.op({ op: 'reading.read', patient: patientId(a) }, { outcome: 'refused', answer: { code: '405' } });
    builder.op(
      { op: 'capability.read' },
      { output: { capability: { fhirVersion: '4.0.1', interactions: ['Observation.search'] } } },
    );
  },
  'a wall clock that steps back': (builder) => {
    for (let i = 0; i < 60; i += 1) {
      for (const p of [a, b]) builder.reading({ name: `r-${p}-${i}`, value: '100', patient: p });
      builder.wait(10);
    }
    for (const line of builder.lines.slice(-70)) if (line.kind === 'op') line.wall = '2034-12-31T23:00:00.000Z';
  },
  'what no run would write in its order': (builder) => {
    for (const p of [a, b]) high(builder, p);
    const last = builder.lines.pop();
    if (last?.kind === 'seen') builder.lines.push(Object.fromEntries(Object.entries(last).toReversed()) as typeof last);
  },
  'names with an accent, and such as have to be escaped': (builder) => {
    for (const [i, name] of ['é', '"', '\\', '漢'].entries())
      for (const p of [a, b]) submit(`${name}${i % 3}`, p)(builder);
  },
};

describe.each(Object.entries(WORLDS))('%s', (_name, write) => {
  test('is judged alike in one part and in more', async () => {
    const [one, ...more] = await eachJudged(world(write), [1, 2, 3, 7]);
    for (const text of more) expect(text).toBe(one);
  });
});

test('each of these worlds is judged otherwise than the first', async () => {
  const all = new Map<string | undefined, string>();
  for (const [name, write] of Object.entries(WORLDS)) {
    const [text] = await eachJudged(world(write), [2]);
    expect(all.get(text), name).toBeUndefined();
    all.set(text, name);
  }
});

test('a part without patients has nothing to say', async () => {
  const builder = new HistoryBuilder({ catalogue: catalogue.hash });
  builder.reading({ name: 'r', value: '1' });
  const [one, five] = await eachJudged(builder.end(), [1, 5]);
  expect(five).toBe(one);
  const [none, two] = await eachJudged(new HistoryBuilder().end(), [1, 2]);
  expect(two).toBe(none);
});

test('a line that says two things at once cannot be parted', async () => {
  const text = textOf(world(submit('r', a)));
  const twice = text.replace(
    `"value":"r"},"patient":${JSON.stringify(patientId(a))}`,
    `"value":"r"},"patient":${JSON.stringify(patientId(a))},"patient":${JSON.stringify(patientId(b))}`,
  );
  expect(twice).not.toBe(text);
  await withFile(twice, async (path) => {
    expect(await judgedIn(path, 1)).toContain('"verdict"');
    await expect(judgedIn(path, 2)).rejects.toThrow(Unreliable);
  });
});

test('the readings of these worlds are of both parts', () => {
  expect([a, c].map(partOf)).toEqual([0, 0]);
  expect([b, d].map(partOf)).toEqual([1, 1]);
  expect(keyHash(readingId('r'))).not.toBe(keyHash(readingId('s')));
});
