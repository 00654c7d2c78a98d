import type { Attempt, Output } from '../../history/lines.ts';
import { type HistoryBuilder, type OpOptions, orderId, patientId, personId } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const BERTA = patientId('p2');
const done = (effect = true): OpOptions => ({ output: { effect } satisfies Output });
const refused = (code: string, effect = false): OpOptions => ({
  outcome: 'refused',
  answer: { code, explained: true },
  output: { effect },
});
const attempt =
  (what: Attempt, options: OpOptions, more: object = {}): Write =>
  (b: HistoryBuilder) =>
    void b.op({ op: 'surface.try', attempt: what, patient: patientId(), ...more }, options);

situations('SEC-01', {
  'a good token, and done': [attempt('create', done()), 'must met'],
  'a good token, and refused': [attempt('create', refused('401')), 'must broken'],
  'a good token, done in words alone': [attempt('create', done(false)), 'must broken'],
  'a good token, and no answer': [attempt('create', { outcome: 'unknown' }), 'must undecided'],
  'no token, and refused': [attempt('create-without-token', refused('401')), 'must-not met'],
  'no token, and done': [attempt('create-without-token', done()), 'must-not broken'],
  'no token, accepted without effect': [attempt('create-without-token', done(false)), 'must-not broken'],
  'no token, refused in words alone': [attempt('create-without-token', refused('401', true)), 'must-not broken'],
  'no token, refused otherwise': [attempt('create-without-token', refused('403')), 'must-not met, with a reservation'],
  'no token, and no answer': [attempt('create-without-token', { outcome: 'unknown' }), 'must-not undecided'],
  'a token that had run out': [attempt('create-with-expired-token', refused('401')), 'must-not met'],
  'a token that nobody can get there': [
    attempt('create-with-expired-token', {
      outcome: 'unknown',
      answer: { text: 'no access token: a token that is expired cannot be had from this system' },
    }),
  ],
  'a token of another key': [attempt('create-with-forged-token', done()), 'must-not broken'],
  'a token for another system': [attempt('create-with-token-for-another', done()), 'must-not broken'],
  'a token for reading is no matter of who calls': [attempt('create-with-reading-scope', refused('403'))],
});

situations('SEC-02', {
  'every right': [attempt('create', done()), 'must met'],
  'a right to read, and refused': [attempt('create-with-reading-scope', refused('403')), 'must-not met'],
  'a right to read, and done': [attempt('create-with-reading-scope', done()), 'must-not broken'],
  'own data': [attempt('permissions-of-a-patient', done()), 'must met'],
  'own data, and nothing': [attempt('permissions-of-a-patient', done(false)), 'must broken'],
  "another's, and refused": [attempt('permissions-of-a-patient', refused('403'), { by: BERTA }), 'must-not met'],
  "another's, and nothing": [attempt('permissions-of-a-patient', done(false), { by: BERTA }), 'must-not met'],
  "another's, and shown": [attempt('permissions-of-a-patient', done(), { by: BERTA }), 'must-not broken'],
});

situations('SEC-05', {
  'a clinician finds it': [attempt('inbox-as-clinician', done(), { person: personId('rivera') }), 'must met'],
  'a clinician does not': [attempt('inbox-as-clinician', done(false), { person: personId('rivera') }), 'must broken'],
  'a patient is refused': [attempt('inbox-as-patient', refused('403')), 'must-not met'],
  'a patient finds nothing': [attempt('inbox-as-patient', done(false)), 'must-not met'],
  'a patient finds it': [attempt('inbox-as-patient', done()), 'must-not broken'],
});

situations('FHR-05', {
  'the version that stands': [attempt('change-current-version', done(), { order: orderId() }), 'must met'],
  'the version that stands, refused': [
    attempt('change-current-version', refused('412'), { order: orderId() }),
    'must broken',
  ],
  'another version, refused': [attempt('change-stale-version', refused('412'), { order: orderId() }), 'must-not met'],
  'another version, taken': [attempt('change-stale-version', done(), { order: orderId() }), 'must-not broken'],
});

situations('FHR-06', {
  'a search': [attempt('search', done()), 'must met'],
  'an unknown parameter, refused': [attempt('search-with-unknown-parameter', refused('400')), 'must-not met'],
  'an unknown parameter, passed over': [attempt('search-with-unknown-parameter', done()), 'must-not broken'],
  'an unknown parameter, and nothing found': [attempt('search-with-unknown-parameter', done(false)), 'must-not broken'],
});

situations('AUD-03', {
  read: [attempt('read-record', done()), 'must met'],
  deleted: [attempt('delete-record', done()), 'must-not broken'],
  'not deleted': [attempt('delete-record', refused('405')), 'must-not met'],
  changed: [attempt('change-record', refused('405', true)), 'must-not broken'],
});
