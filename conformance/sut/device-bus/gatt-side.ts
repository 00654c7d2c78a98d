import type { FromHarness, FromSender, Unnumbered } from '../../../contract/wire/device-bus/messages.ts';
import type { Device, PhoneDevices } from './phone-devices.ts';

type Send = (message: Unnumbered<FromHarness>) => number | undefined;

/** A connection to a device. */
interface Connection {
  readonly h: number;
  readonly device: Device;
  /** The indication that has to be confirmed before the next packet. */
  awaited: number | undefined;
  /** It ends after the next packet. */
  breaks: boolean;
}

/** The radio of a phone: what can be found, and what is connected. */
export class GattSide {
  readonly #devices: PhoneDevices;
  readonly #send: Send;
  readonly #connections = new Map<number, Connection>();
  /** Devices that have something and were not connected to since. */
  readonly #calling = new Set<Device>();
  readonly #breaking = new Set<Device>();
  #handles = 0;

  constructor(devices: PhoneDevices, send: Send) {
    this.#devices = devices;
    this.#send = send;
  }

  /** A connection is open, or a device calls and nobody has answered. */
  get isBusy(): boolean {
    return this.#connections.size > 0 || this.#calling.size > 0;
  }

  advertise(device: Device, breaks: boolean): void {
    if (breaks) this.#breaking.add(device);
    this.#calling.add(device);
    this.#call(device);
  }

  /** What called while no sender was there calls again. */
  advertiseWaiting(): void {
    for (const device of this.#calling) this.#call(device);
  }

  /** The sender is gone, and its connections with it. */
  reset(): void {
    for (const { device } of this.#connections.values()) {
      device.peripheral.disconnect();
      this.#calling.add(device);
    }
    this.#connections.clear();
  }

  receive(message: FromSender): void {
    if (message.t === 'connect') return this.#connect(message.n, message.device);
    if (message.t === 'confirm') return this.#confirm(message.re);
    if (!('h' in message)) return undefined;
    const connection = this.#connections.get(message.h);
    if (connection === undefined) return void this.#send({ t: 'error', re: message.n, code: 'not-connected' });
    return this.#request(connection, message);
  }

  #call({ eui64, name, service }: Device): void {
    this.#send({ t: 'advertise', device: eui64, eui64, name, services: [service.uuid] });
  }

  #connect(re: number, name: string): void {
    const device = [this.#devices.meter, this.#devices.scale].find((d) => d.eui64 === name);
    if (device === undefined) return void this.#send({ t: 'error', re, code: 'unknown-device' });
    const before = [...this.#connections.values()].find((c) => c.device === device);
    if (before !== undefined) this.#close(before);
    this.#calling.delete(device);
    device.peripheral.connect();
    this.#handles += 1;
    const connection = { h: this.#handles, device, awaited: undefined, breaks: this.#breaking.delete(device) };
    this.#connections.set(connection.h, connection);
    return void this.#send({
      t: 'connected',
      re,
      h: connection.h,
      bonded: true,
      services: [
        { uuid: device.service.uuid, chars: device.service.chars.map((c) => ({ ...c, props: [...c.props] })) },
      ],
    });
  }

  #request(connection: Connection, message: Extract<FromSender, { h: number }>): void {
    const { peripheral } = connection.device;
    if (message.t === 'disconnect') {
      this.#close(connection);
      this.#send({ t: 'ok', re: message.n });
      return;
    }
    const answer =
      message.t === 'read'
        ? peripheral.read(message.char)
        : message.t === 'write'
          ? peripheral.write(message.char, message.hex)
          : peripheral.subscribe(message.char, message.mode);
    if (answer.kind === 'att') this.#send({ t: 'att', re: message.n, code: answer.code });
    else if (answer.kind === 'value') this.#send({ t: 'value', re: message.n, hex: answer.hex });
    else this.#send({ t: 'ok', re: message.n });
    this.#pump(connection);
  }

  #confirm(re: number): void {
    const connection = [...this.#connections.values()].find((c) => c.awaited === re);
    if (connection === undefined) return;
    connection.awaited = undefined;
    connection.device.peripheral.confirm();
    this.#pump(connection);
  }

  #pump(connection: Connection): void {
    if (connection.awaited !== undefined) return;
    for (const { kind, char, hex } of connection.device.peripheral.packets()) {
      const n = this.#send({ t: kind, h: connection.h, char, hex });
      if (kind === 'indicate') connection.awaited = n;
      if (!connection.breaks) continue;
      this.#drop(connection);
      return;
    }
  }

  /** The link is lost, and the device is not called again by itself. */
  #drop(connection: Connection): void {
    connection.device.peripheral.disconnect();
    this.#connections.delete(connection.h);
    this.#send({ t: 'dropped', h: connection.h, reason: 'link-lost' });
  }

  #close({ h, device }: Connection): void {
    device.peripheral.disconnect();
    this.#connections.delete(h);
    this.#devices.generous = false;
    if (device === this.#devices.scale && this.#devices.scaleHasMore) this.advertise(device, false);
  }
}
