import { FAIR, type Weather } from '../../conformance/chaos/weather.ts';
import { faultNamed } from '../../simulator/faults/catalogue.ts';
import type { FaultChoice } from '../../simulator/fleet.ts';

/** Something that goes wrong while it is switched on: at the patients' side, or on the way to the platform. */
export type DemoFault =
  | { readonly id: string; readonly title: string; readonly where: string; readonly choice: FaultChoice }
  | { readonly id: string; readonly title: string; readonly where: string; readonly weather: Weather };

const WHERE = { person: 'At the patients', device: 'In the devices', uplink: 'In the phones' } as const;
const ROAD = 'On the way to the platform';

/** A fault of the simulator's catalogue, so often that it is soon seen. */
const simulated = (id: string, rate: number): DemoFault => {
  const { title, layer } = faultNamed(id);
  return { id, title, where: WHERE[layer], choice: { id, rate } };
};

const SLOW_MS = 2000;

/** What can be switched on in the demonstration, in the order of the page. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  simulated('contaminated-finger', 100),
  simulated('wrong-person', 60),
  simulated('strip-error', 60),
  simulated('future-timestamp', 300),
  simulated('changed-value', 150),
  simulated('duplicate-upload', 30),
  simulated('poison', 3000),
  {
    id: 'line-slow',
    title: 'Everything comes two seconds late',
    where: ROAD,
    weather: { ...FAIR, latencyMs: SLOW_MS },
  },
  {
    id: 'line-torn',
    title: 'One piece in five tears the connection',
    where: ROAD,
    weather: { ...FAIR, resetShare: 0.2 },
  },
  { id: 'line-down', title: 'Nobody can be reached', where: ROAD, weather: { ...FAIR, road: 'refused' } },
];

/** What simulated patients live through while these are on. */
export const choicesOf = (on: ReadonlySet<string>): readonly FaultChoice[] =>
  DEMO_FAULTS.flatMap((fault) => ('choice' in fault && on.has(fault.id) ? [fault.choice] : []));

/** The weather while these are on: what is worse goes before what is better. */
export const weatherOf = (on: ReadonlySet<string>): Weather =>
  DEMO_FAULTS.reduce<Weather>((now, fault) => {
    if (!('weather' in fault) || !on.has(fault.id)) return now;
    const { latencyMs, resetShare, road } = fault.weather;
    return {
      ...now,
      latencyMs: Math.max(now.latencyMs, latencyMs),
      resetShare: Math.max(now.resetShare, resetShare),
      road: road === 'open' ? now.road : road,
    };
  }, FAIR);
