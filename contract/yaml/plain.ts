import { isAlias, isMap, isScalar, isSeq } from 'yaml';

const MAX_DEPTH = 20;

/**
 * A YAML node as plain data. Numbers stay the text their author wrote: `82.0` keeps its digit, and the schema
 * decides what is a number. Throws RangeError for anchors and for depths that no document of ours has.
 */
export const plain = (node: unknown, depth = 0): unknown => {
  if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  if (isAlias(node)) throw new RangeError('anchors and aliases are not used here');
  if (isScalar(node)) {
    if (typeof node.value === 'number' || typeof node.value === 'bigint') return node.source ?? String(node.value);
    return node.value ?? undefined;
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (!isMap(node)) return undefined;
  return Object.fromEntries(
    node.items.map((pair) => [
      isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : String(pair.key),
      plain(pair.value, depth + 1),
    ]),
  );
};

/** Where the node at a path begins, or the nearest one above it that is there. */
export const offsetAt = (root: unknown, path: readonly PropertyKey[]): number => {
  let node = root;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(part));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (isScalar(node) || isMap(node) || isSeq(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
};
