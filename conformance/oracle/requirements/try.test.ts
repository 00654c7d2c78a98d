import { expect, test } from 'vitest';
import { type Attempt, NOT_OFFERED, type Output } from '../../history/lines.ts';
import { HistoryBuilder, type OpOptions, orderId, patientId, personId } from '../history-builder.test-helper.ts';
import { outcomesOf, situations, type Write } from '../scene.test-helper.ts';

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
  'no token, and readings are shown': [attempt('read-without-token', done()), 'must-not broken'],
  'no token, and an empty list': [attempt('read-without-token', done(false)), 'must-not broken'],
  'no token, and no reading': [attempt('read-without-token', refused('401')), 'must-not met'],
  'no token, and an order is changed': [attempt('change-without-token', done()), 'must-not broken'],
  'no token, and no order is changed': [attempt('change-without-token', refused('401')), 'must-not met'],
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
  "another's readings, and refused": [attempt('readings-of-a-patient', refused('403'), { by: BERTA }), 'must-not met'],
  "another's readings, and nothing": [attempt('readings-of-a-patient', done(false), { by: BERTA }), 'must-not met'],
  "another's readings, and shown": [attempt('readings-of-a-patient', done(), { by: BERTA }), 'must-not broken'],
  "another's, and shown": [attempt('permissions-of-a-patient', done(), { by: BERTA }), 'must-not broken'],
});

const unsent = (text: string): OpOptions => ({ outcome: 'unknown', answer: { text }, output: { effect: false } });

situations('SEC-03', {
  'a fresh assertion': [attempt('log-in', done()), 'must met'],
  'a fresh assertion, and no token': [attempt('log-in', done(false)), 'must broken'],
  'a fresh assertion, refused': [attempt('log-in', refused('401')), 'must broken'],
  'the same assertion, refused': [attempt('log-in-with-used-assertion', refused('401')), 'must-not met'],
  'the same assertion, another token': [attempt('log-in-with-used-assertion', done()), 'must-not broken'],
  'the same jti, refused': [attempt('log-in-with-used-jti', refused('400')), 'must-not met'],
  'the same jti, another token': [attempt('log-in-with-used-jti', done()), 'must-not broken'],
  'refused otherwise': [attempt('log-in-with-used-jti', refused('403')), 'must-not met, with a reservation'],
  'not even the first got a token': [
    attempt('log-in-with-used-jti', unsent('the first log-in with this assertion got no token')),
    'must-not undecided',
  ],
  'no token endpoint': [attempt('log-in', unsent(`a token endpoint ${NOT_OFFERED}`))],
});

situations('SEC-04', {
  'TLS is spoken': [attempt('speak-tls', done(), { wire: 'fhir' }), 'must met'],
  'no TLS is spoken': [attempt('speak-tls', refused('none'), { wire: 'fhir' }), 'must broken'],
  'TLS cannot be tried': [attempt('speak-tls', unsent('the port cannot be reached')), 'must undecided'],
  'clear text is served': [attempt('speak-clear', done(), { wire: 'hl7v2' }), 'must-not broken'],
  'clear text is cut off': [attempt('speak-clear', refused('none'), { wire: 'hl7v2' }), 'must-not met'],
  'clear text is sent on to TLS': [attempt('speak-clear', refused('301')), 'must-not met'],
  'clear text is answered, if not served': [attempt('speak-clear', refused('404')), 'must-not met, with a reservation'],
  'on loopback': [attempt('speak-clear', unsent(`an address outside loopback ${NOT_OFFERED}`))],
});

test.each(['log-in-with-used-jti', 'speak-clear'] as const)('FHR-02: the answer to %s is none of FHIR', (what) => {
  const b = new HistoryBuilder();
  attempt(what, { outcome: 'refused', answer: { code: '401', explained: false }, output: { effect: false } })(b);
  expect(outcomesOf(b.drain(), 'FHR-02')).toEqual([]);
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
  'an act on another version, refused': [attempt('act-on-stale-version', refused('412')), 'must-not met'],
  'an act on another version, refused otherwise': [
    attempt('act-on-stale-version', refused('422')),
    'must-not met, with a reservation',
  ],
  'an act on another version, taken': [attempt('act-on-stale-version', done()), 'must-not broken'],
  'an act on another version, refused in words alone': [
    attempt('act-on-stale-version', refused('412', true)),
    'must-not broken',
  ],
  'no item to act on': [attempt('act-on-stale-version', unsent(`an item of a patient ${NOT_OFFERED}`))],
});

situations('RDG-10', {
  'what it said before is among its versions': [attempt('read-former-version', done()), 'must met'],
  'what it said before is not': [attempt('read-former-version', done(false)), 'must broken'],
  'nobody answers': [attempt('read-former-version', { outcome: 'unknown' }), 'must undecided'],
  'there is no such interaction': [attempt('read-former-version', unsent(`the history of a reading ${NOT_OFFERED}`))],
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

/** What the scene itself does. */
const USED = ['ServiceRequest.create', 'Consent.update', 'Observation.create', 'Observation.search', 'Task.search'];
const statement =
  (...interactions: readonly string[]): Write =>
  (b) =>
    void b.op(
      { op: 'capability.read' },
      {
        output: {
          capability: { fhirVersion: '4.0.1', interactions: [...USED, ...interactions] },
        },
      },
    );
const listing =
  (interactions: readonly string[], write: Write): Write =>
  (b) => {
    statement(...interactions)(b);
    write(b);
  };

situations('FHR-01', {
  'not listed, and not there': [listing([], attempt('delete-reading', refused('405'))), 'must met', 'must-not met'],
  'not listed, and refused otherwise': [
    listing([], attempt('delete-reading', refused('403'))),
    'must met',
    'must-not met',
    'must-not met, with a reservation',
  ],
  'not listed, and done': [
    listing([], attempt('delete-reading', done())),
    'must met',
    'must-not met',
    'must-not broken',
  ],
  'listed, and not there': [
    listing(['Observation.delete'], attempt('delete-reading', refused('405'))),
    'must met',
    'must-not met',
    'must-not broken',
  ],
  'listed, and done': [listing(['Observation.delete'], attempt('delete-reading', done())), 'must met', 'must-not met'],
  'no type of R4, and answered': [
    listing([], attempt('ask-for-unknown-type', done())),
    'must met',
    'must-not met',
    'must-not broken',
  ],
  'no type of R4, and not there': [
    listing([], attempt('ask-for-unknown-type', refused('404'))),
    'must met',
    'must-not met',
  ],
});

const failed = (code: string, more: object = {}): OpOptions => ({
  outcome: 'unknown',
  answer: { code, explained: false, ...more },
  output: { effect: false },
});
situations('FHR-02', {
  'a failure that says nothing': [attempt('send-malformed', failed('500')), 'must broken'],
  'a failure that says why': [attempt('send-malformed', failed('500', { explained: true }))],
  'what stands before it has failed': [attempt('send-malformed', failed('502'))],
  'while it was brought down': [attempt('send-malformed', failed('500', { outage: true }))],
});
situations('FHR-06', {
  'an In Basket by what is unknown, and refused': [
    attempt('inbox-with-unknown-parameter', refused('400')),
    'must-not met',
  ],
  'an In Basket by what is unknown, and shown': [attempt('inbox-with-unknown-parameter', done()), 'must-not broken'],
});
situations('SEC-05', {
  'a gateway, and refused': [attempt('inbox-as-gateway', refused('403')), 'must-not met'],
  'a gateway, and shown': [attempt('inbox-as-gateway', done()), 'must-not broken'],
});
