/**
 * Sends readings, open model: the schedule does not wait for the system. Every input is made here from the seed and the
 * index (simulator/load), as whoever judges makes it again; what came back is written line by line (docs/load.md).
 * There is no check and no threshold in here: what is right is for the oracle to say.
 */
import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import type { Options, Scenario } from 'k6/options';
import { SharedArray } from 'k6/data';
import type { ArrivalStage } from '../../../conformance/load/arrival.ts';
import type { WirePlan } from '../../../conformance/load/wire-plan.ts';
import { type LoadReading, loadStream } from '../../../simulator/load/stream.ts';
import { tailOf } from './told.ts';
import { bodyOf, fill, type Named } from './wire-text.ts';

const file = __ENV.VP_PLAN ?? '';
/** A credential never lies in a file. */
const authorization: Readonly<Record<string, string>> =
  __ENV.VP_AUTHORIZATION === undefined ? {} : { Authorization: __ENV.VP_AUTHORIZATION };

type Settings = Omit<WirePlan, 'patients' | 'devices' | 'deviceKeys'>;
const planOf = (): WirePlan => JSON.parse(open(file)) as WirePlan;
/** One copy for all users; what each of them needs of it is small. */
const settings = new SharedArray<Settings>('settings', () => {
  const { patients: _p, devices: _d, deviceKeys: _k, ...rest } = planOf();
  return [rest];
});
/** Texts and no objects: what is taken out of a shared array is parsed each time. */
const people = new SharedArray<string>('people', () => {
  const { patients, devices, deviceKeys } = planOf();
  return patients.map((patient, i) => [patient, devices[i], deviceKeys[i]].join(' '));
});
const namedOf = (person: number): Named => {
  const [patient = '', device = '', deviceKey = ''] = (people[person] ?? '').split(' ');
  return { patient, device, deviceKey };
};
const { parameters, stages, rateUnitS, virtualUsers, timeoutMs, templates } = settings[0] as Settings;
const stream = loadStream(parameters);

/** Always ramping: a rate that stays the same is a ramp, too, and there is one formula for when a send is meant. */
const scenarioOf = (arrival: readonly ArrivalStage[], users: number): Scenario => ({
  executor: 'ramping-arrival-rate',
  startRate: arrival[0]?.from ?? 0,
  timeUnit: `${rateUnitS}s`,
  stages: arrival.flatMap(({ durationMs, from, to }, i) => [
    ...(i > 0 && arrival[i - 1]?.to !== from ? [{ duration: '0s', target: from }] : []),
    { duration: `${durationMs}ms`, target: to },
  ]),
  preAllocatedVUs: users,
  maxVUs: users,
  gracefulStop: `${timeoutMs}ms`,
});

export const options: Options = {
  scenarios: Object.fromEntries(
    stages.flatMap((arrival, channel) =>
      arrival.length === 0 ? [] : [[`channel${channel}`, scenarioOf(arrival, virtualUsers[channel] ?? 1)]],
    ),
  ),
  discardResponseBodies: false,
  summaryTrendStats: ['med', 'p(99)', 'max'],
};

const toldOf = ({ status, headers, body, error }: RefinedResponse<'text'>, asBundle: boolean): string =>
  tailOf({ status, location: headers.Location, body, error }, asBundle);

type Headers = WirePlan['templates']['single']['headers'];
/** Headers in which nothing of a reading stands are made once. */
const headersOf = (headers: Headers): ((reading: LoadReading, named: Named) => Record<string, string>) => {
  const same: Record<string, string> = { ...authorization };
  const own = Object.entries(headers).filter(([name, { texts, fields }]) => {
    if (fields.length === 0) same[name] = texts[0] ?? '';
    return fields.length > 0;
  });
  if (own.length === 0) return () => same;
  return (reading, named) => ({
    ...same,
    ...Object.fromEntries(own.map(([name, template]) => [name, fill(template, reading, named)])),
  });
};
const singleHeaders = headersOf(templates.single.headers);
const bundleHeaders = headersOf(templates.bundle.headers);

export default function sendReadings(): void {
  const { name, iterationInTest: index, startTime: started } = exec.scenario;
  const channel = Number(name.slice('channel'.length));
  const layout = stream.channels[channel];
  // The curve goes on a little after the last send, so that rounding loses none.
  if (layout === undefined || index >= layout.sends) return;
  const { readings, person, transport } = stream.send(channel, index);
  const [first] = readings;
  if (first === undefined) return;
  const named = namedOf(person.index);
  const asBundle = transport === 'bundle';
  const { url } = asBundle ? templates.bundle : templates.single;
  const headers = (asBundle ? bundleHeaders : singleHeaders)(first, named);
  const body = bodyOf(templates, readings, named, asBundle);
  const sent = Date.now();
  const response = http.post(url, body, {
    headers,
    timeout: `${timeoutMs}ms`,
    redirects: 0,
    responseType: 'text',
  });
  const settled = Date.now();
  console.log(`vp1 ${channel} ${index} ${started} ${sent} ${settled} ${response.status} ${toldOf(response, asBundle)}`);
}

interface Summary {
  readonly metrics: Readonly<Record<string, { readonly values: Readonly<Record<string, number>> } | undefined>>;
}

/** How many sends were dropped because no user was free: then less was sent than the schedule says. */
export const handleSummary = ({ metrics }: Summary): Record<string, string> => ({
  stderr: `vp1-dropped ${metrics.dropped_iterations?.values.count ?? 0}\n`,
});
