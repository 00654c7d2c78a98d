export type GridZone = 'A' | 'B' | 'C' | 'D' | 'E';
type Line = readonly (readonly [referenceMgDl: number, meterMgDl: number])[];

/**
 * Lines of the consensus error grid for type 1 diabetes (Parkes 2000, with the coordinates that Pfützner et al. 2013
 * published), as reference and meter in mg/dL, from the inside to the outside. Beyond 550 a line goes on as it ends.
 */
const UPPER: readonly (readonly [zone: GridZone, line: Line])[] = [
  [
    'B',
    [
      [0, 50],
      [30, 50],
      [140, 170],
      [280, 380],
      [430, 550],
    ],
  ],
  [
    'C',
    [
      [0, 60],
      [30, 60],
      [50, 80],
      [70, 110],
      [260, 550],
    ],
  ],
  [
    'D',
    [
      [0, 100],
      [25, 100],
      [50, 125],
      [80, 215],
      [125, 550],
    ],
  ],
  [
    'E',
    [
      [0, 150],
      [35, 155],
      [50, 550],
    ],
  ],
];
const LOWER: readonly (readonly [zone: GridZone, line: Line])[] = [
  [
    'B',
    [
      [50, 0],
      [50, 30],
      [170, 145],
      [385, 300],
      [550, 450],
    ],
  ],
  [
    'C',
    [
      [120, 0],
      [120, 30],
      [260, 130],
      [550, 250],
    ],
  ],
  [
    'D',
    [
      [250, 0],
      [250, 40],
      [550, 150],
    ],
  ],
];

/** Ordinate of the polyline of `line` at `x`, the two coordinates named by their places in a point. */
function at(line: Line, x: number, from: 0 | 1): number {
  const to = from === 0 ? 1 : 0;
  let before = line[0];
  let after = line[1];
  for (let i = 1; i < line.length; i++) {
    before = line[i - 1];
    after = line[i];
    if (after !== undefined && x <= after[from]) break;
  }
  if (before === undefined || after === undefined) throw new RangeError('a line has two points');
  const run = after[from] - before[from];
  return run === 0 ? after[to] : before[to] + ((x - before[from]) * (after[to] - before[to])) / run;
}

/** The zone of one result: A no effect on what is done, B little, C to E more and more dangerous. */
export function consensusZone(referenceMgDl: number, meterMgDl: number): GridZone {
  let zone: GridZone = 'A';
  if (meterMgDl >= referenceMgDl) {
    // A point is above a line where the meter shows more than the line has at the reference.
    for (const [beyond, line] of UPPER) if (meterMgDl > at(line, referenceMgDl, 0)) zone = beyond;
  } else {
    for (const [beyond, line] of LOWER) if (referenceMgDl > at(line, meterMgDl, 1)) zone = beyond;
  }
  return zone;
}
