import { BODIES, type Bodies } from './limits.ts';
import { addAct, type Measured } from './model.ts';
import { at, command, type Step } from './step.ts';

export const order = (measure: Measured, body: number, bodies: Bodies = BODIES): Step =>
  command(
    `order ${measure} ${body}`,
    (m) => !m.orders.has(measure),
    (m, acts) => {
      m.orders.set(measure, 'active');
      addAct(m, acts, { order: { measure, ...at(bodies[measure], body) } });
    },
  );

export const change = (measure: Measured, body: number, bodies: Bodies = BODIES): Step =>
  command(
    `change ${measure} ${body}`,
    (m) => m.orders.get(measure) === 'active',
    (m, acts) => addAct(m, acts, { change: { order: measure, ...at(bodies[measure], body) } }),
  );

/** Seldom: an order that was ended or held leaves little to happen. */
export const turn = (measure: Measured, status: 'on-hold' | 'active' | 'completed' | 'revoked'): Step =>
  command(
    `${status} ${measure}`,
    (m) => m.orders.get(measure) === (status === 'active' ? 'on-hold' : 'active'),
    (m, acts) => {
      m.orders.set(measure, status === 'active' || status === 'on-hold' ? status : 'ended');
      addAct(m, acts, { change: { order: measure, status } });
    },
  );

export const grant = (measure: Measured): Step =>
  command(
    `grant ${measure}`,
    (m) => !m.granted.has(measure) && m.orders.get(measure) === 'active',
    (m, acts) => {
      m.granted.add(measure);
      addAct(m, acts, { grant: { measure } });
    },
  );

export const withdraw = (measure: Measured): Step =>
  command(
    `withdraw ${measure}`,
    (m) => m.granted.has(measure),
    (m, acts) => {
      m.granted.delete(measure);
      addAct(m, acts, { withdraw: { measure } });
    },
  );
