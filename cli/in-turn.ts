import { OUTAGES, type ProcessPort } from '../conformance/sut/process/process-port.ts';

/** Several processes of one system as its port `process`: each outage strikes the next of them, and so does each step of the clock. */
export const inTurn = (ports: readonly [ProcessPort, ...ProcessPort[]]): ProcessPort => {
  const turns = (): (() => ProcessPort) => {
    let turn = 0;
    return () => ports[turn++ % ports.length] ?? ports[0];
  };
  const [nextDown, nextWrong] = [turns(), turns()];
  let [down, wrong] = [ports[0], ports[0]];
  return {
    via: ports[0].via,
    readyWithinMs: Math.max(...ports.map(({ readyWithinMs }) => readyWithinMs)),
    can: OUTAGES.filter((how) => ports.every(({ can = OUTAGES }) => can.includes(how))),
    down: async (how) => {
      down = nextDown();
      await down.down(how);
    },
    up: async (how) => await down.up(how),
    ...(ports.every((port) => port.setClock !== undefined)
      ? {
          setClock: async (byMs: number) => {
            if (byMs !== 0) wrong = nextWrong();
            await wrong.setClock?.(byMs);
          },
        }
      : {}),
  };
};
