import { expect, test } from 'vitest';
import { Analysis } from '../analysis.ts';
import { patientCase } from '../derive/patient-case.ts';
import { HistoryBuilder } from '../history-builder.test-helper.ts';

const READINGS = 12;

/** Of each reading the first attempt is never answered; its retry is, and there is always another attempt on its way. */
const retriedInTurn = () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  const readings = Array.from({ length: READINGS }, (_, i) => {
    const reading = b.reading({ name: `r${i}`, value: '250' }, { outcome: 'unknown', took: 50, ago: 0 });
    b.wait(100);
    return reading;
  });
  for (const reading of readings) {
    b.op({ op: 'reading.submit', reading }, { took: 150, ago: 0 });
    b.wait(100);
  }
  b.wait(1000);
  const [patient] = Analysis.of(b.end()).patients;
  if (patient === undefined) throw new Error('no patient');
  return { explored: patient.measures[0]?.explored, demands: patientCase(patient).demands, lines: b.lines };
};

test('readings whose retries overlap leave nothing open: whichever attempt filed one, it is filed', () => {
  const { explored, demands } = retriedInTurn();
  expect(explored?.overflow).toBe(false);
  expect(explored?.courses).toHaveLength(1);
  expect(demands.map((d) => d.level)).toEqual(Array.from({ length: READINGS }, () => 'must'));
});

test('each retry can have been a replay or the filing, and neither is lost', () => {
  const { explored, lines } = retriedInTurn();
  const retries = lines.flatMap((l) =>
    l.kind === 'op' && l.act.op === 'reading.submit' && l.outcome === 'ok' ? [l] : [],
  );
  const replays = retries.map((op) => new Set(explored?.rulings.get(op)?.map((r) => r.replay)));
  expect(replays).toEqual(Array.from({ length: READINGS }, () => new Set([true, false])));
});
