import { expect, test } from 'vitest';
import { resolveScript } from '../../../contract/cases/sender/resolve.ts';
import { SenderScript } from '../../../contract/cases/sender/script.ts';
import { HEALTHKIT_TYPE, METADATA } from '../../../contract/wire/healthkit/vocabulary.ts';
import { phoneCast } from '../../sender/phone-cast.ts';
import { PhoneStore } from './phone-store.ts';

test('a sample keeps the zone in which it was saved, wherever the phone is when it is asked for', () => {
  const cast = phoneCast('N', 'store');
  const acts = [{ show: { name: 'home', value: '120 mg/dL' } }, { show: { name: 'abroad', value: '126 mg/dL' } }];
  const shown = resolveScript(SenderScript.parse({ source: 'healthkit', acts }), cast);
  let zone = 'America/New_York';
  const store = new PhoneStore('healthkit', cast, () => zone);
  store.permit('glucose', true);
  for (const act of shown) {
    if (act.do === 'show') store.save(act.shown);
    zone = 'Asia/Kolkata';
  }
  const answer = store.query(HEALTHKIT_TYPE.glucose, null, 10);
  expect(answer?.kind === 'samples' ? answer.added.map(({ metadata }) => metadata[METADATA.timeZone]) : []).toEqual([
    'America/New_York',
    'Asia/Kolkata',
  ]);
});
