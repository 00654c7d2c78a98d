import { describe, expect, test } from 'vitest';
import { encodeReading } from '../../../../../contract/wire/fhir/observation.ts';
import type { JsonObject } from '../../../../../contract/wire/json/lossless.ts';
import { makeReading } from '../../../../oracle/made-up.test-helper.ts';
import type { Identifier } from '../../../../../contract/domain/index.ts';
import type { Attempt } from '../../../../history/lines.ts';
import type { HttpRequest } from '../../../http.ts';
import { type Scripted, scriptedContext } from '../../scripted.test-helper.ts';
import { tryAtSurface } from './tries.ts';
import { EHR } from '../../../actor.ts';

const patient: Identifier = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const order: Identifier = { system: 'urn:example:ehr:placer', value: 'PLC1' };

const found = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});
/** What came of a try against a system that answers so, and what was asked of it: method and path. */
const tried = async (attempt: Attempt, answerTo: (request: HttpRequest, count: number) => Scripted) => {
  const { context, requests } = scriptedContext(answerTo);
  context.book.learn('Patient/p1', patient);
  context.book.learn('ServiceRequest/s1', order);
  const { outcome, output } = await tryAtSurface(context, { op: 'surface.try', attempt, patient, order }, EHR);
  const asked = requests.map(({ method, url }) => `${method} ${url.replace(/^.*\/fhir\//, '').replace(/\?.*/, '?')}`);
  return { outcome, effect: output?.effect, asked, requests };
};

describe('a creation', () => {
  test('is looked for by the harness itself', async () => {
    const answers =
      (there: boolean) =>
      ({ method }: HttpRequest): Scripted =>
        method === 'POST'
          ? { status: 201, body: { resourceType: 'Device', id: 'd' } }
          : there
            ? found({ resourceType: 'Device', id: 'd' })
            : found();
    expect(await tried('create', answers(true))).toMatchObject({
      outcome: 'ok',
      effect: true,
      asked: ['POST Device', 'GET Device?'],
    });
    expect(await tried('create', answers(false))).toMatchObject({ outcome: 'ok', effect: false });
  });
  test('that was refused may have taken effect all the same', async () =>
    expect(
      await tried('create-without-token', ({ method }) =>
        method === 'POST' ? { status: 401 } : found({ resourceType: 'Device', id: 'd' }),
      ),
    ).toMatchObject({ outcome: 'refused', effect: true }));
});

describe('what came of a try', () => {
  const device = { resourceType: 'Device', id: 'd' };
  /** Creates with success, and answers the looks one after the other; the last again and again. */
  const looksOf =
    (...looks: readonly Scripted[]) =>
    ({ method }: HttpRequest, count: number): Scripted =>
      method === 'POST'
        ? { status: 201, body: device }
        : (looks[Math.min(count - 2, looks.length - 1)] ?? { failure: 'no look' });
  test('is looked for again, where nobody answers or it may take a moment to be found', async () => {
    const looks = [{ failure: 'ECONNRESET' }, { status: 503 }, found(), found(device)];
    expect(await tried('create', looksOf(...looks))).toMatchObject({ outcome: 'ok', effect: true });
  });
  test('stays open where nobody can tell', async () => {
    const reset: Scripted = { failure: 'ECONNRESET' };
    expect(await tried('create', looksOf(reset))).toMatchObject({ outcome: 'unknown' });
    expect(await tried('create-without-token', ({ method }) => (method === 'POST' ? { status: 401 } : reset))).toEqual(
      expect.objectContaining({ outcome: 'unknown' }),
    );
  });
  test('does not matter where what is forbidden was taken', async () =>
    expect(await tried('create-without-token', looksOf({ failure: 'ECONNRESET' }))).toMatchObject({ outcome: 'ok' }));
  test.each<[Attempt, string]>([
    ['change-stale-version', 'ServiceRequest'],
    ['delete-record', 'AuditEvent'],
    ['change-record', 'AuditEvent'],
    ['find-unmarked', 'Observation'],
  ])('of %s stays open where the look afterwards is not answered', async (attempt, resourceType) => {
    let gone = false;
    const answers = ({ method, url }: HttpRequest): Scripted => {
      if (method !== 'GET') gone = true;
      if (method !== 'GET') return { status: 412 };
      if (gone || url.includes('/Task?')) return { failure: 'ECONNRESET' };
      return url.includes('?') ? found({ resourceType, id: 'x' }) : { body: { resourceType, id: 'x' } };
    };
    expect(await tried(attempt, answers)).toMatchObject({ outcome: 'unknown', effect: false });
  });
});

describe('a search', () => {
  test('has an effect where anything comes back', async () => {
    expect(await tried('search', () => found({ resourceType: 'Observation' }))).toMatchObject({
      outcome: 'ok',
      effect: true,
    });
    expect(await tried('inbox-as-patient', () => found())).toMatchObject({ outcome: 'ok', effect: false });
    expect(await tried('inbox-as-patient', () => found({ resourceType: 'OperationOutcome' }))).toMatchObject({
      effect: false,
    });
    expect(await tried('permissions-of-a-patient', () => ({ status: 403 }))).toMatchObject({
      outcome: 'refused',
      effect: false,
    });
  });
  test('with an unknown parameter differs in that alone', async () => {
    const url = async (attempt: Attempt) => (await tried(attempt, () => found())).requests.at(-1)?.url ?? '';
    expect(await url('search-with-unknown-parameter')).toBe(`${await url('search')}&vitalproof-unknown=1`);
  });
});

describe('a change', () => {
  const system = (put: Scripted, tags: readonly string[]) => {
    let gets = 0;
    return ({ method }: HttpRequest): Scripted =>
      method === 'PUT'
        ? put
        : {
            body: { resourceType: 'ServiceRequest', id: 's1' },
            headers: { etag: tags[Math.min(gets++, tags.length - 1)] ?? '' },
          };
  };
  const match = (requests: readonly HttpRequest[]) => requests.find((r) => r.method === 'PUT')?.headers['If-Match'];
  test('is put on the version that stands, or on the one before', async () => {
    const current = await tried('change-current-version', system({ body: {} }, ['W/"3"']));
    expect([match(current.requests), current.effect]).toEqual(['W/"3"', true]);
    const stale = await tried('change-stale-version', system({ status: 412 }, ['W/"3"']));
    expect([match(stale.requests), stale.outcome, stale.effect]).toEqual(['W/"2"', 'refused', false]);
  });
  test('that was refused took effect where another version stands afterwards', async () =>
    expect(await tried('change-stale-version', system({ status: 412 }, ['W/"3"', 'W/"4"']))).toMatchObject({
      effect: true,
    }));
  test('has a stale tag of its own where versions are no numbers', async () =>
    expect(match((await tried('change-stale-version', system({ status: 412 }, ['W/"abc"']))).requests)).toBe(
      'W/"vitalproof-stale"',
    ));
});

describe('what a reading said before', () => {
  const observation = (value: string, status: string): JsonObject =>
    encodeReading(
      { ...before, status: status as 'final', result: { kind: 'value', quantity: { value, unit: 'mg/dL' } } },
      () => 'Patient/p1',
    );
  const before = makeReading({ name: 'r', value: '150' });
  const history = async (...versions: JsonObject[]) => {
    const { context } = scriptedContext(({ url }) =>
      url.includes('_history') ? found(...versions) : found({ ...observation('150', 'final'), id: 'o1' }),
    );
    context.book.learn('Patient/p1', before.patient);
    context.book.learn('Observation/o1', before.identifier);
    const act = { op: 'surface.try', attempt: 'read-former-version', patient, reading: before } as const;
    const { outcome, output } = await tryAtSurface(context, act, EHR);
    return [outcome, output?.effect];
  };
  test('is among its versions', async () =>
    expect(await history(observation('160', 'corrected'), observation('150', 'final'))).toEqual(['ok', true]));
  test('is not, where only what it says now is', async () =>
    expect(await history(observation('160', 'corrected'))).toEqual(['ok', false]));
  test('is not, where a former version says what it says now', async () =>
    expect(await history(observation('160', 'corrected'), observation('160', 'final'))).toEqual(['ok', false]));
});

describe('an act on an item', () => {
  const system =
    (put: Scripted, etag = () => 'W/"2"') =>
    ({ method, url }: HttpRequest): Scripted =>
      method === 'PUT'
        ? put
        : url.includes('?')
          ? found({ resourceType: 'Task', id: 't1' })
          : { body: { resourceType: 'Task', id: 't1', status: 'received' }, headers: { etag: etag() } };
  test('is put as it is, on a version that stands no more', async () => {
    const { requests, outcome, effect } = await tried('act-on-stale-version', system({ status: 412 }));
    const put = requests.find(({ method }) => method === 'PUT');
    expect([put?.headers['If-Match'], outcome, effect]).toEqual(['W/"1"', 'refused', false]);
    expect(JSON.parse(String(put?.body))).toEqual({ resourceType: 'Task', id: 't1', status: 'received' });
  });
  test('took effect where it was taken, or another version stands afterwards', async () => {
    expect(await tried('act-on-stale-version', system({ body: {} }))).toMatchObject({ outcome: 'ok', effect: true });
    let n = 2;
    expect(
      await tried(
        'act-on-stale-version',
        system({ status: 412 }, () => `W/"${n++}"`),
      ),
    ).toMatchObject({
      outcome: 'refused',
      effect: true,
    });
  });
  test('is not tried where there is no item', async () =>
    expect(await tried('act-on-stale-version', () => found())).toMatchObject({
      outcome: 'unknown',
      asked: ['GET Task?'],
    }));
});

describe('a record of the trail', () => {
  const record = { resourceType: 'AuditEvent', id: 'a1', outcome: '0' };
  const system = (answer: Scripted, after: object = record) => {
    let written = false;
    return ({ method, url }: HttpRequest): Scripted => {
      if (method !== 'GET') {
        written = true;
        return answer;
      }
      return url.includes('?') ? found(record) : { body: written ? after : record };
    };
  };
  test('is read', async () =>
    expect(await tried('read-record', system({}))).toMatchObject({
      outcome: 'ok',
      effect: true,
      asked: ['GET AuditEvent?', 'GET AuditEvent/a1'],
    }));
  test('is the same in whatever order it is written', async () => {
    const turned = Object.fromEntries(Object.entries(record).toReversed());
    const { effect, outcome } = await tried('change-record', system({ status: 405 }, turned));
    expect([outcome, effect]).toEqual(['refused', false]);
  });
  test('that is gone was deleted', async () => {
    let isGone = false;
    const answers = ({ method, url }: HttpRequest): Scripted => {
      if (method === 'DELETE') isGone = true;
      if (method === 'DELETE') return { status: 500 };
      return url.includes('?') ? found(record) : isGone ? { status: 410 } : { body: record };
    };
    expect(await tried('delete-record', answers)).toMatchObject({ outcome: 'unknown', effect: true });
  });
  test('is compared with what it was, whatever was answered', async () => {
    expect(await tried('delete-record', system({ status: 405 }))).toMatchObject({ outcome: 'refused', effect: false });
    expect(await tried('delete-record', system({ status: 204 }))).toMatchObject({ outcome: 'ok', effect: false });
    expect(await tried('change-record', system({ status: 405 }, { ...record, outcome: '8' }))).toMatchObject({
      outcome: 'refused',
      effect: true,
    });
  });
});
