import { judge, verdictsText, type RunVerdicts } from 'vitalproof/judge';
import { archetypes, faultNamed, simulatePatient, STREAM_FORMATS, simulatedPatient } from 'vitalproof/simulator';

const which = { archetype: 't2d-oral', seed: 7, index: 0 };
const { patient } = simulatedPatient(which);
let readings = 0;
for (const { reading, truth } of simulatePatient({
  ...which,
  zone: 'Europe/Vienna',
  start: Date.parse('2026-03-02T00:00:00+01:00'),
  days: 3,
  faults: [{ fault: faultNamed('clock-reset'), rate: 10 }],
})) {
  const instant: string = reading.effective;
  const truly: number = truth.trueValue;
  if (!(instant.length > 0 && truly > 0)) throw new Error('a reading without a time or a truth');
  readings += 1;
}
if (readings === 0) throw new Error('no reading in three days');
const identifier: string = patient.identifier.value;
if (identifier === '' || archetypes.length === 0 || STREAM_FORMATS['csv'] === undefined)
  throw new Error('nothing there');

const verdicts: RunVerdicts = await judge('reports/runs/latest/history.ndjson');
if (verdicts.verdict !== 'PASS' || !verdictsText(verdicts).endsWith('\n'))
  throw new Error(`judged ${verdicts.verdict}`);
