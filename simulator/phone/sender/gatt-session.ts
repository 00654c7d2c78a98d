import { bytesOfHex, hexOf } from '../../../contract/wire/gatt/hex.ts';
import type { FromHarness } from '../../../contract/wire/device-bus/messages.ts';
import type { Client, ClientAct, ClientEvent } from '../../devices/gatt/client.ts';
import type { BusClient } from './bus-client.ts';

/** A device's own accord, as it came. */
export type Packet = Extract<FromHarness, { t: 'notify' | 'indicate' | 'dropped' }>;

const MODES = ['off', 'notify', 'indicate'] as const;

/** How long the air is silent before a device that does not say so is taken to have finished. */
const SILENCE_MS = 250;

/** One connection to one device, over which a client of the simulator runs. */
export class GattSession {
  readonly #bus: BusClient;
  readonly #h: number;
  readonly #pause: (ms: number) => Promise<void>;
  readonly #packets: Packet[] = [];
  #wake: (() => void) | undefined;
  #confirmable: number | undefined;

  constructor(bus: BusClient, h: number, pause: (ms: number) => Promise<void>) {
    this.#bus = bus;
    this.#h = h;
    this.#pause = pause;
  }

  get h(): number {
    return this.#h;
  }

  /** Something came over this connection. */
  packet(packet: Packet): void {
    this.#packets.push(packet);
    this.#wake?.();
  }

  /** Runs a client to its end. `keep` is told of each record, once. */
  async run<Kept, End>(client: Client<Kept, End>, keep: (record: Kept) => void): Promise<End> {
    let turn = client.next();
    while (turn.done !== true) {
      // oxlint-disable-next-line no-await-in-loop -- one act follows from what became of the one before
      turn = client.next(await this.#act(turn.value, keep));
    }
    return turn.value;
  }

  async read(char: string): Promise<Uint8Array | undefined> {
    const answer = await this.#bus.ask({ t: 'read', h: this.#h, char });
    return answer?.t === 'value' ? bytesOfHex(answer.hex) : undefined;
  }

  async #act<Kept>(act: ClientAct<Kept>, keep: (record: Kept) => void): Promise<ClientEvent> {
    switch (act.kind) {
      case 'keep':
        keep(act.record);
        return { kind: 'done' };
      case 'set-aside':
        return { kind: 'done' };
      case 'wait':
        return await this.#next();
      case 'confirm':
        if (this.#confirmable !== undefined) this.#bus.tell({ t: 'confirm', re: this.#confirmable });
        return { kind: 'done' };
      case 'configure':
        return this.#answered(
          await this.#bus.ask({
            t: 'subscribe',
            h: this.#h,
            char: act.characteristic,
            mode: MODES[act.value] ?? 'off',
          }),
        );
      case 'write':
        return this.#answered(
          await this.#bus.ask({ t: 'write', h: this.#h, char: act.characteristic, hex: hexOf(act.value) }),
        );
    }
  }

  #answered(answer: FromHarness | undefined): ClientEvent {
    if (answer?.t === 'att') return { kind: 'error', code: Number(answer.code) };
    return answer?.t === 'ok' ? { kind: 'done' } : { kind: 'lost' };
  }

  async #next(): Promise<ClientEvent> {
    if (this.#packets.length === 0)
      await Promise.race([
        this.#pause(SILENCE_MS),
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
      ]);
    this.#wake = undefined;
    const packet = this.#packets.shift();
    if (packet === undefined) return this.#bus.isOpen ? { kind: 'silence' } : { kind: 'lost' };
    if (packet.t === 'dropped') return { kind: 'lost' };
    if (packet.t === 'indicate') this.#confirmable = packet.n;
    const kind = packet.t === 'notify' ? 'notification' : 'indication';
    return { kind, characteristic: packet.char, value: bytesOfHex(packet.hex) };
  }
}
