import type { AttRequest, ServerPacket, ServerStep } from './att.ts';
import type { Client, ClientAct, ClientEvent } from './client.ts';

/** A server with its state: what lies on the table between two sessions. */
export interface Host<State> {
  state: State;
  readonly step: ServerStep<State>;
}

/** What becomes of a packet on its way to the phone. `end`: the link ends before it arrives. */
export type Fate = 'arrives' | 'is-lost' | 'end' | { readonly cutTo: number };

/** Something that passed between the two, for whoever times or records it. */
export type Passed<Kept> =
  | { readonly by: 'client'; readonly act: ClientAct<Kept> }
  | { readonly by: 'server'; readonly packet: ServerPacket; readonly fate: Fate };

export interface LinkOptions {
  readonly mtu?: number;
  /** Asked once for each packet that the server sends. */
  readonly fate?: (packet: ServerPacket) => Fate;
  /** Asked of each write, configuration and confirmation: the link ends before it is there. */
  readonly endsBefore?: (act: ClientAct<unknown>) => boolean;
}

/**
 * Runs a client against a server over one connection, as fast as the caller takes what passes. Returns how the client
 * ended. A lost notification is never noticed by the link; a lost indication is never confirmed, and so silence follows.
 */
export function* connected<State, Kept, End>(
  host: Host<State>,
  client: Client<Kept, End>,
  { mtu, fate = () => 'arrives', endsBefore = () => false }: LinkOptions = {},
): Generator<Passed<Kept>, End> {
  const request = (asked: AttRequest) => {
    const { state, answer } = host.step(host.state, asked);
    host.state = state;
    return answer;
  };
  request({ kind: 'connect', ...(mtu === undefined ? {} : { mtu }) });
  let up = true;
  const end = (): ClientEvent => {
    up = false;
    request({ kind: 'disconnect' });
    return { kind: 'lost' };
  };

  let turn = client.next();
  while (!turn.done) {
    const act = turn.value;
    yield { by: 'client', act };
    let event: ClientEvent = { kind: 'lost' };
    if (act.kind === 'keep' || act.kind === 'set-aside') event = { kind: 'done' };
    else if (up && act.kind === 'wait') event = yield* nextPacket(request, fate, end);
    else if (up && act.kind !== 'wait' && !endsBefore(act)) {
      const answer = request(act);
      event = answer.kind === 'error' ? answer : { kind: 'done' };
    } else if (up) event = end();
    turn = client.next(event);
  }
  if (up) end();
  return turn.value;
}

function* nextPacket<Kept>(
  request: (asked: AttRequest) => ReturnType<ServerStep<unknown>>['answer'],
  fate: (packet: ServerPacket) => Fate,
  end: () => ClientEvent,
): Generator<Passed<Kept>, ClientEvent> {
  for (;;) {
    const packet = request({ kind: 'send' });
    if (packet.kind !== 'notification' && packet.kind !== 'indication') return { kind: 'silence' };
    const becomes = fate(packet);
    yield { by: 'server', packet, fate: becomes };
    if (becomes === 'arrives') return packet;
    if (becomes === 'end') return end();
    if (becomes !== 'is-lost') return { ...packet, value: packet.value.subarray(0, becomes.cutTo) };
  }
}
