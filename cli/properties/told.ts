import type { Counterexample } from '../../conformance/properties/counterexample.ts';
import { verbatim } from './verbatim.ts';

const often = ({ reproduced, tried }: Counterexample): string => {
  const of = `reproduced ${reproduced}/${tried}`;
  if (reproduced === tried) return of;
  return reproduced === 0
    ? `${of}: it broke once and not again; what was seen stays a failure`
    : `${of}: not every time`;
};

/** A counterexample for a person: what breaks, how little it takes, how often, and how to see it again. */
export const counterexampleText = (
  example: Counterexample,
  files: { yaml: string; seed: number; sut: string | undefined },
): string => {
  const { requirement, shrunk, scenario, drawn } = example;
  const sut = files.sut === undefined ? '' : ` --sut ${files.sut}`;
  return [
    `counterexample of ${requirement}: ${shrunk.operations} operations, ${often(example)}`,
    ...scenario.acts.map((act) => `  ${verbatim(act)}`),
    `  expected   ${shrunk.finding.expected}`,
    `  observed   ${shrunk.finding.observed}`,
    `  repeat     npm run -s vitalproof -- run ${files.yaml}${sut}`,
    `  draw again npm run -s vitalproof -- properties --seed ${files.seed} --path ${drawn.path}${sut}`,
    '',
  ].join('\n');
};
