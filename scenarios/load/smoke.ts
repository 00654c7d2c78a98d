/**
 * Sends readings at a constant rate, open model: the schedule does not wait for the system. What to send was
 * planned beforehand (VP_PLAN); what came of it is written down line by line and judged elsewhere, by the same
 * oracle as every other run. There is no check and no threshold in here.
 */
import exec from 'k6/execution';
import http from 'k6/http';
import type { Options } from 'k6/options';
import { SharedArray } from 'k6/data';

/** One planned request: a whole FHIR body, so that no number is ever re-written by this script. */
interface PlannedRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
interface Plan {
  readonly ratePerSecond: number;
  readonly requests: readonly PlannedRequest[];
  readonly virtualUsers: number;
  readonly timeoutMs: number;
}

const file = __ENV.VP_PLAN ?? '';
/** A credential never lies in a file. */
const authorization: Readonly<Record<string, string>> =
  __ENV.VP_AUTHORIZATION === undefined ? {} : { Authorization: __ENV.VP_AUTHORIZATION };
const settings = new SharedArray<Omit<Plan, 'requests'>>('settings', () => {
  const plan = JSON.parse(open(file)) as Plan;
  return [{ ratePerSecond: plan.ratePerSecond, virtualUsers: plan.virtualUsers, timeoutMs: plan.timeoutMs }];
});
const requests = new SharedArray<PlannedRequest>(
  'requests',
  () => (JSON.parse(open(file)) as { requests: PlannedRequest[] }).requests,
);
const { ratePerSecond, virtualUsers, timeoutMs } = settings[0] as Omit<Plan, 'requests'>;

export const options: Options = {
  scenarios: {
    readings: {
      executor: 'constant-arrival-rate',
      rate: ratePerSecond,
      timeUnit: '1s',
      duration: `${Math.ceil((requests.length / ratePerSecond) * 1000)}ms`,
      preAllocatedVUs: virtualUsers,
      maxVUs: virtualUsers,
      gracefulStop: `${timeoutMs}ms`,
    },
  },
  discardResponseBodies: false,
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
};

export default function sendReading(): void {
  const index = exec.scenario.iterationInTest;
  const request = requests[index];
  if (request === undefined) return;
  const sent = Date.now();
  const response = http.post(request.url, request.body, {
    headers: { ...request.headers, ...authorization },
    timeout: `${timeoutMs}ms`,
    redirects: 0,
  });
  const settled = Date.now();
  const started = exec.scenario.startTime;
  console.log(
    JSON.stringify({
      index,
      started,
      sent,
      settled,
      status: response.status,
      error: response.error === '' ? undefined : response.error,
      location: response.headers.Location,
      body: typeof response.body === 'string' ? response.body.slice(0, 4000) : undefined,
    }),
  );
}
