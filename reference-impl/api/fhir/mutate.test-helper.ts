import fc from 'fast-check';
import {
  isObject,
  type Json,
  JsonNumber,
  type JsonObject,
  writeLossless,
} from '../../../contract/wire/json/lossless.ts';

/** Ends a member's name that is to be written a second time under the name without it. */
const TWICE = '~twice';

/** One change: what is done, where (taken modulo the number of places), and with what. */
export interface Change {
  readonly how: (typeof HOWS)[number];
  readonly where: number;
  readonly odd: Json;
}

const HOWS = ['drop', 'replace', 'double', 'repeat', 'wrap', 'nest', 'rename', 'add', 'modify', 'move'] as const;

const deep = (levels: number): Json => (levels === 0 ? 'bottom' : [deep(levels - 1)]);

/** Values that stand where others were. */
const ODD: readonly Json[] = [
  null,
  true,
  false,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  { reference: 'Patient/p2' },
  { reference: 'Patient/p999' },
  'Patient/p2',
  '__proto__',
  'constructor',
  'x'.repeat(5000),
  'a\u0000b',
  'a\u001bb',
  '\ud800',
  '\u202e\u200f',
  '\ufeff',
  'Ａ１\u0660',
  '😀'.repeat(100),
  "'; DROP TABLE readings; --",
  '<script>alert(1)</script>',
  '2026-03-03',
  '2026-03-03T12:00:00',
  '2026-02-30T12:00:00Z',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  'entered-in-error',
  'corrected',
  deep(30),
  deep(80),
  ...[
    '0',
    '-0',
    '-1',
    '1e999',
    '1e-999',
    '1E+2',
    '9007199254740993',
    '0.1',
    `1.${'0'.repeat(40)}`,
    '9'.repeat(400),
  ].map((text) => new JsonNumber(text)),
];

export const anyChange: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom(...HOWS),
  where: fc.nat(9999),
  odd: fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 40 })),
});

/** A change by somebody else's chance: `below(n)` is a whole number in [0, n). */
export const changeBy = (below: (n: number) => number): Change => ({
  how: HOWS[below(HOWS.length)] ?? 'drop',
  where: below(10_000),
  odd: ODD[below(ODD.length)] ?? null,
});

const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

/** Every place of a tree but its root, as the steps to it. */
const placesOf = (
  json: Json | undefined,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] => {
  const below = isList(json)
    ? json.flatMap((child, i) => placesOf(child, [...path, i]))
    : isObject(json)
      ? Object.keys(json).flatMap((name) => placesOf(json[name], [...path, name]))
      : [];
  return path.length === 0 ? below : [path, ...below];
};

/** How many places a change can be made at. */
export const countPlaces = (json: JsonObject): number => placesOf(json).length;

/** The tree with what `edit` makes of the parent of a place. */
const editAt = (
  json: Json,
  path: readonly (string | number)[],
  edit: (parent: Json, step: string | number) => Json,
): Json => {
  const [step, ...rest] = path;
  if (step === undefined) return json;
  if (rest.length === 0) return edit(json, step);
  if (isList(json)) return json.map((child, i) => (i === step ? editAt(child, rest, edit) : child));
  return isObject(json) ? { ...json, [step]: editAt(json[step] ?? null, rest, edit) } : json;
};

const EDITS: Readonly<Record<Change['how'], (child: Json, odd: Json) => Json>> = {
  drop: (child) => child,
  replace: (_child, odd) => odd,
  double: (child) => child,
  repeat: (child) => (isList(child) ? [...child, ...child] : child),
  wrap: (child) => (isList(child) ? (child[0] ?? null) : [child]),
  nest: (child) => ({ value: child }),
  rename: (child) => child,
  add: (child, odd) => (isObject(child) ? { ...child, unheardOf: odd } : isList(child) ? [...child, odd] : child),
  modify: (child, odd) =>
    isObject(child) ? { ...child, modifierExtension: [{ url: 'urn:unheard-of', valueString: odd }] } : child,
  move: (child) => (isList(child) ? child.toReversed() : child),
};

const withMember = (parent: JsonObject, step: string | number, { how, odd }: Change): JsonObject => {
  const child = parent[step] ?? null;
  const { [step]: _gone, ...others } = parent;
  if (how === 'drop') return others;
  if (how === 'rename') return { ...others, [`${step}x`]: child };
  if (how === 'double') return { ...parent, [`${step}${TWICE}`]: odd };
  return { ...parent, [step]: EDITS[how](child, odd) };
};

/** A resource with one place changed. */
const changed = (json: JsonObject, change: Change): JsonObject => {
  const places = placesOf(json);
  const path = places[change.where % Math.max(1, places.length)] ?? [];
  const tree = editAt(json, path, (parent, step) => {
    if (isObject(parent)) return withMember(parent, step, change);
    if (!isList(parent)) return parent;
    if (change.how === 'drop') return parent.filter((_child, i) => i !== step);
    return parent.map((child, i) => (i === step ? EDITS[change.how](child, change.odd) : child));
  });
  return isObject(tree) ? tree : json;
};

/** What is sent: the resource after every change, its doubled members written twice. */
export const mutated = (json: JsonObject, changes: readonly Change[]): { tree: JsonObject; text: string } => {
  // Doubled last: of two members of one name none is taken away again.
  const inOrder = changes.toSorted((a, b) => Number(a.how === 'double') - Number(b.how === 'double'));
  const tree = inOrder.reduce(changed, json);
  return { tree, text: writeLossless(tree).replaceAll(TWICE, '') };
};
