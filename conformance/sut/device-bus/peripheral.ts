import { bytesOfHex, hexOf } from '../../../contract/wire/gatt/hex.ts';
import type { AttAnswer, AttRequest } from '../../../simulator/devices/gatt/att.ts';
import type { Host } from '../../../simulator/devices/gatt/link.ts';

/** A service of a device, as a phone finds it. */
export interface Service {
  readonly uuid: string;
  readonly chars: readonly { readonly uuid: string; readonly props: readonly string[] }[];
}

export const GLUCOSE_SERVICE: Service = {
  uuid: '1808',
  chars: [
    { uuid: '2A18', props: ['notify'] },
    { uuid: '2A34', props: ['notify'] },
    { uuid: '2A51', props: ['read'] },
    { uuid: '2A52', props: ['indicate', 'write'] },
  ],
};

export const WEIGHT_SERVICE: Service = {
  uuid: '181D',
  chars: [
    { uuid: '2A9D', props: ['indicate'] },
    { uuid: '2A9E', props: ['read'] },
  ],
};

/** A packet of a device's own accord. */
export interface Packet {
  readonly kind: 'notify' | 'indicate';
  readonly char: string;
  readonly hex: string;
}

export type PeripheralAnswer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'value'; readonly hex: string }
  | { readonly kind: 'att'; readonly code: string };

const CCCD = { off: 0, notify: 1, indicate: 2 } as const;

/** Packets that one request may call forth; far more than the memory of a script. */
const MOST_PACKETS = 4096;

const answerOf = (answer: AttAnswer): PeripheralAnswer => {
  if (answer.kind === 'error') return { kind: 'att', code: `0x${answer.code.toString(16).padStart(2, '0')}` };
  return answer.kind === 'value' ? { kind: 'value', hex: hexOf(answer.value) } : { kind: 'ok' };
};

/** A device of the simulator with the words of the bus: bytes are hexadecimal, errors are two digits. */
export class Peripheral<State> {
  readonly #host: Host<State>;
  readonly #rewrite: (request: AttRequest) => AttRequest;

  /** `rewrite`: what the device makes of a request, where it is not what it was asked. */
  constructor(host: Host<State>, rewrite: (request: AttRequest) => AttRequest = (request) => request) {
    this.#host = host;
    this.#rewrite = rewrite;
  }

  connect(): void {
    this.#step({ kind: 'connect', mtu: 185 });
  }

  disconnect(): void {
    this.#step({ kind: 'disconnect' });
  }

  subscribe(characteristic: string, mode: keyof typeof CCCD): PeripheralAnswer {
    return answerOf(this.#step({ kind: 'configure', characteristic, value: CCCD[mode] }));
  }

  read(characteristic: string): PeripheralAnswer {
    return answerOf(this.#step({ kind: 'read', characteristic }));
  }

  write(characteristic: string, hex: string): PeripheralAnswer {
    return answerOf(this.#step({ kind: 'write', characteristic, value: bytesOfHex(hex) }));
  }

  confirm(): void {
    this.#step({ kind: 'confirm' });
  }

  /** What the device has to say now, up to and with the next thing that has to be confirmed. */
  *packets(): Generator<Packet> {
    for (let n = 0; n < MOST_PACKETS; n++) {
      const answer = this.#step({ kind: 'send' });
      if (answer.kind !== 'notification' && answer.kind !== 'indication') return;
      yield {
        kind: answer.kind === 'notification' ? 'notify' : 'indicate',
        char: answer.characteristic,
        hex: hexOf(answer.value),
      };
      if (answer.kind === 'indication') return;
    }
  }

  #step(request: AttRequest): AttAnswer {
    const { state, answer } = this.#host.step(this.#host.state, this.#rewrite(request));
    this.#host.state = state;
    return answer;
  }
}
