import { keyOf, type InboxItem } from '../../contract/domain/index.ts';
import type { SeenLine } from '../../conformance/history/lines.ts';
import { describeItem } from './describe-line.ts';
import { parseInstant } from './instant.ts';
import type { Alert, Point } from './series.ts';
import { toPlot } from './unit.ts';

/** The latest sight of each item, in the order in which the items first came into sight. */
export function latestItems(seen: readonly SeenLine[]): readonly InboxItem[] {
  const items = new Map<string, InboxItem>();
  for (const { item } of seen) {
    const known = items.get(keyOf(item.identifier));
    if (known === undefined || item.version >= known.version) items.set(keyOf(item.identifier), item);
  }
  return [...items.values()];
}

const UP = new Set(['H', 'HH', 'U', '>']);
const DOWN = new Set(['L', 'LL', 'D', '<']);

function directionOf(item: InboxItem): Alert['direction'] {
  if (item.interpretation.some((i) => UP.has(i))) return 'up';
  return item.interpretation.some((i) => DOWN.has(i)) ? 'down' : 'none';
}

const kindOf = (item: InboxItem): Alert['kind'] =>
  item.kind === 'critical' || item.kind === 'abnormal' || item.kind === 'change' ? item.kind : 'other';

/** Where an item of no known place would have been drawn as a reading: off the scale upwards or downwards. */
const edgeOf = (item: InboxItem): Point['mark'] => {
  const direction = directionOf(item);
  return direction === 'up' ? 'HI' : direction === 'down' ? 'LO' : 'none';
};

/** Items as marks on the curve: at the reading each names, else at the instant and value it states itself. */
export function alertsOf(seen: readonly SeenLine[], points: readonly Point[], unit: string): readonly Alert[] {
  const byReading = new Map<string, Point>();
  for (const p of points) if (p.state === 'filed' || !byReading.has(p.reading)) byReading.set(p.reading, p);
  return latestItems(seen).flatMap((item) => {
    const point = item.reading === undefined ? undefined : byReading.get(keyOf(item.reading));
    const ms = point?.ms ?? parseInstant(item.effective)?.ms ?? parseInstant(item.created)?.ms;
    if (ms === undefined) return [];
    const y = point?.y ?? (item.value === undefined ? undefined : toPlot(item.value.value, item.value.unit, unit));
    const from = item.baseline === undefined ? undefined : byReading.get(keyOf(item.baseline));
    return [
      {
        item: keyOf(item.identifier),
        kind: kindOf(item),
        direction: directionOf(item),
        ms,
        y,
        mark: y !== undefined ? 'value' : (point?.mark ?? edgeOf(item)),
        withdrawn: item.status === 'withdrawn',
        baseline: from?.y === undefined ? undefined : { ms: from.ms, y: from.y },
        text: describeItem(item),
      },
    ];
  });
}
