import { describe, expect, test } from 'vitest';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { changeItem, copiedItem, missingItem, newItem, seenItem, summaryItem } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf } from './examples.ts';
import { decodeItem } from './task.ts';

const task = EXAMPLES['item-new'] ?? {};
const read = (change: JsonObject) => decodeItem({ ...task, ...change }, exampleIdentifierOf);

const unknown = (value: string) => ({ system: 'urn:vitalproof:unresolved-reference', value });

describe('an item as a server shows it', () => {
  test('is read as it was meant', () => {
    expect(read({})).toEqual({ ok: true, value: newItem });
    expect(decodeItem(EXAMPLES['item-seen'] ?? {}, exampleIdentifierOf)).toEqual({ ok: true, value: seenItem });
    for (const [name, value] of Object.entries({
      'item-change': changeItem,
      'item-copy': copiedItem,
      'item-missing': missingItem,
      'item-summary': summaryItem,
    })) {
      expect(decodeItem(EXAMPLES[name] ?? {}, exampleIdentifierOf)).toEqual({ ok: true, value });
    }
  });

  test.each([
    ['requested', 'new'],
    ['received', 'seen'],
    ['accepted', 'seen'],
    ['in-progress', 'seen'],
    ['completed', 'done'],
    ['cancelled', 'withdrawn'],
  ])('of Task status %s is %s', (status, expected) => {
    expect(read({ status })).toMatchObject({ ok: true, value: { status: expected } });
  });

  test('that points to what nobody knows is still seen', () => {
    expect(read({ focus: { reference: 'Observation/zz' }, owner: { reference: 'PractitionerRole/zz' } })).toMatchObject(
      {
        value: { reading: unknown('Observation/zz'), recipient: unknown('PractitionerRole/zz') },
      },
    );
  });

  test('has the key of the item system, wherever that stands', () => {
    const identifier = [
      { system: 'urn:local', value: '1' },
      { system: 'https://vitalproof.example/fhir/sid/item', value: 'i2' },
    ];
    expect(read({ identifier })).toMatchObject({ value: { identifier: newItem.identifier } });
    expect(read({ identifier: identifier.slice(0, 1) })).toMatchObject({
      value: { identifier: { system: 'urn:local' } },
    });
  });

  test('may count by either of the two kinds of whole numbers', () => {
    const input = (EXAMPLES['item-new'] ?? {})['input'] as readonly JsonObject[];
    const type = { coding: [{ system: 'https://vitalproof.example/fhir/CodeSystem/item-detail', code: 'count' }] };
    for (const name of ['valuePositiveInt', 'valueUnsignedInt'])
      expect(read({ input: [...input, { type, [name]: new JsonNumber('3') }] })).toMatchObject({ value: { count: 3 } });
  });

  test('may say why it was withdrawn in words alone', () => {
    expect(read({ statusReason: { text: 'a mistake' } })).toMatchObject({ value: { withdrawal: 'a mistake' } });
  });

  test.each<[string, JsonObject, string, string]>([
    ['of no kind', { code: { text: 'alert' } }, 'unknown-code', 'Task.code'],
    ['rejected', { status: 'rejected' }, 'bad-value', 'Task.status'],
    ['of a status every object has', { status: 'toString' }, 'bad-value', 'Task.status'],
    ['for nobody', { for: undefined }, 'missing-element', 'Task.for'],
    ['of nobody', { owner: undefined }, 'missing-element', 'Task.owner'],
    ['under no order', { basedOn: undefined }, 'missing-element', 'Task.basedOn'],
    [
      'with a step of its story without a time',
      {
        extension: [
          {
            url: 'https://vitalproof.example/fhir/StructureDefinition/status-event',
            extension: [{ url: 'status', valueCode: 'new' }],
          },
        ],
      },
      'missing-element',
      "Task.extension[0].extension('at')",
    ],
  ])('%s cannot be read', (_title, change, code, at) => {
    expect(read(change)).toMatchObject({ ok: false, refusal: { code, at } });
  });
});
