import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { tries } from './try.ts';

const UNAUTHORISED = ['401'];
const FORBIDDEN = ['403', '404'];
const STALE = ['412', '409'];

/** SEC-01: who is not known does nothing. */
const SEC_01 = tries('SEC-01', {
  done: { create: 'with a token that is as it should be, it is done' },
  refused: {
    'create-without-token': { what: 'no token was sent', codes: UNAUTHORISED },
    'create-with-expired-token': { what: 'the token had run out', codes: UNAUTHORISED },
    'create-with-forged-token': { what: 'the token was signed with another key', codes: UNAUTHORISED },
    'create-with-token-for-another': { what: 'the token was meant for another system', codes: UNAUTHORISED },
    'read-without-token': { what: 'readings were asked for without a token', codes: UNAUTHORISED },
    'change-without-token': { what: 'an order was changed without a token', codes: UNAUTHORISED },
  },
});

/** SEC-02: rights end where they were meant to. The patient's own permissions are the twin; another's are told of by `by`. */
const SEC_02_OWN = tries('SEC-02', {
  done: {
    create: 'with every right of its role, it is done',
    'permissions-of-a-patient': "a patient's own permissions are shown",
  },
  refused: { 'create-with-reading-scope': { what: 'the token is for reading alone', codes: FORBIDDEN } },
});
const SEC_02_OTHERS = tries('SEC-02', {
  done: {},
  refused: {
    'readings-of-a-patient': { what: "another patient's token asks for them", codes: FORBIDDEN },
    'permissions-of-a-patient': { what: "another patient's token asks for them", codes: FORBIDDEN },
  },
  mayBeEmpty: true,
});
const SEC_02: Judge = {
  id: 'SEC-02',
  answer(op, out) {
    const isOthers = op.act.op === 'surface.try' && op.act.by !== undefined;
    (isOthers ? SEC_02_OTHERS : SEC_02_OWN).answer?.(op, out);
  },
};

/** SEC-05: In Baskets are for who works there. */
const SEC_05 = tries('SEC-05', {
  done: { 'inbox-as-clinician': 'a recipient finds the item in the In Basket' },
  refused: {
    'inbox-as-patient': { what: "a patient's token opens no In Basket", codes: FORBIDDEN },
    'inbox-as-gateway': { what: "a gateway's token opens no In Basket", codes: FORBIDDEN },
  },
  mayBeEmpty: true,
});

/** FHR-05: the version that somebody saw is the one that is changed. */
const FHR_05 = tries('FHR-05', {
  done: { 'change-current-version': 'on the version that stands, it is done' },
  refused: {
    'change-stale-version': { what: 'another version stands by now', codes: STALE },
    'act-on-stale-version': { what: 'another version of the item stands by now', codes: STALE },
  },
});

/** FHR-06: a search does what it was asked, or nothing. */
const FHR_06 = tries('FHR-06', {
  done: { search: 'a search by parameters that are listed finds what is there' },
  refused: {
    'search-with-unknown-parameter': { what: 'a parameter that is not listed narrows nothing', codes: ['400'] },
    'inbox-with-unknown-parameter': { what: 'a parameter that is not listed narrows no In Basket', codes: ['400'] },
  },
});

/** SEC-03: a recorded login is worth nothing. The assertions differ in their jti alone, or in nothing. */
const SEC_03 = tries('SEC-03', {
  done: { 'log-in': 'an assertion with a jti of its own gets a token' },
  refused: {
    'log-in-with-used-assertion': { what: 'the very assertion was used before', codes: ['400', '401'] },
    'log-in-with-used-jti': { what: 'another assertion with its jti was used before', codes: ['400', '401'] },
  },
});

/** SEC-04: what is reached from outside speaks TLS, and nothing in clear. */
const SEC_04 = tries('SEC-04', {
  done: { 'speak-tls': 'the address of the profile speaks TLS' },
  refused: {
    'speak-clear': { what: 'clear text at the same port is not served', codes: ['400', '426', '301', '308', 'none'] },
  },
});

/** AUD-03: a trail is read and never written to from outside. */
const AUD_03 = tries('AUD-03', {
  done: { 'read-record': 'a record of the trail can be read' },
  refused: {
    'delete-record': { what: 'no record is deleted', codes: ['403', '404', '405', '501'] },
    'change-record': { what: 'no record is changed', codes: ['403', '404', '405', '501'] },
  },
});

/** RDG-17, over FHIR: what is shown is marked as a test, however it came. */
const RDG_17_SHOWN = tries('RDG-17', {
  done: { 'read-marked-as-test': 'readings and items of the patient are shown with the mark of a test (HTEST)' },
  refused: { 'find-unmarked': { what: 'nothing is shown as of production', codes: FORBIDDEN } },
  mayBeEmpty: true,
});

/** The same over HL7 v2: a message of another environment is refused; its twins are of a test. */
const RDG_17_TAKEN = gate('RDG-17', ['processing-id'], ({ attempt, record }) => {
  const isTwin = record.submissions.some(({ act }) => act.defect?.kind === 'processing-id');
  return isTwin && attempt.op.via === 'hl7v2' && attempt.op.act.defect === undefined;
});
const RDG_17: Judge = {
  ...RDG_17_TAKEN,
  answer: (op, out) => RDG_17_SHOWN.answer?.(op, out),
};

export const TRIES: readonly Judge[] = [SEC_01, SEC_02, SEC_03, SEC_04, SEC_05, FHR_05, FHR_06, AUD_03, RDG_17];
