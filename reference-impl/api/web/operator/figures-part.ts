import type { BenchDevice } from '../../../operation/bench.ts';
import { boundOf, type Count, type Figures } from '../../../operation/figures.ts';
import { html, type Html } from '../html.ts';
import { instant } from '../show/instant.ts';
import { KIND_WORDS } from '../show/words.ts';

const sum = (counts: readonly Count[]): Count => ({
  total: counts.reduce((all, { total }) => all + total, 0),
  lastMinute: counts.reduce((all, { lastMinute }) => all + lastMinute, 0),
});

const rows = (named: readonly (readonly [name: string, count: Count])[]): Html[] =>
  named.map(
    ([name, { total, lastMinute }]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="num">${lastMinute}</td>
        <td class="num">${total}</td>
      </tr>`,
  );

const table = (caption: string, named: readonly (readonly [name: string, count: Count])[]): Html =>
  html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col" class="num">Last minute</th>
        <th scope="col" class="num">Since the start</th>
      </tr>
    </thead>
    <tbody>
      ${
        named.length === 0
          ? html`<tr>
              <td colspan="3">Nothing yet.</td>
            </tr>`
          : rows(named)
      }
    </tbody>
  </table>`;

/** `within 5 ms`: the bound of the histogram that so many did not go beyond. */
const within = (toItem: Figures['toItem'], share: number): string => {
  if (toItem.count === 0) return 'none raised yet';
  const bound = boundOf(toItem, share);
  return bound === undefined ? 'longer than every bound' : `within ${bound < 1 ? `${bound * 1000} ms` : `${bound} s`}`;
};

const wireText = (wire: BenchDevice['wire']): string => (wire === 'fhir' ? 'FHIR' : 'HL7 v2');

const deviceRow = (device: BenchDevice): Html =>
  html`<tr>
    <th scope="row">${device.model}<span class="hint">${device.use}</span></th>
    <td>${wireText(device.wire)}</td>
    <td class="num">${device.taken}</td>
    <td class="num">${device.refused}</td>
    <td class="num">${device.waiting}</td>
    <td>
      ${device.lastSent === undefined ? 'never' : instant(device.lastSent)}${device.lastRefusal === undefined ? '' : html`<span class="hint">refused: <code>${device.lastRefusal}</code></span>`}
    </td>
  </tr>`;

/** The simulated devices, each with what became of what it sent. */
export const devicesPart = (devices: readonly BenchDevice[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Devices">
    <table>
      <caption>
        Devices that are simulated, and what became of their readings
      </caption>
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col">By</th>
          <th scope="col" class="num">Taken</th>
          <th scope="col" class="num">Refused</th>
          <th scope="col" class="num">Waiting</th>
          <th scope="col">Last sent, by its patient's clock</th>
        </tr>
      </thead>
      <tbody>
        ${devices.map(deviceRow)}
      </tbody>
    </table>
  </div>`;

/** What the pipeline does, by its own figures. */
export const figuresPart = ({ writes, items, toItem, waiting }: Figures): Html => {
  const readings = writes.filter(({ subject }) => subject === 'reading');
  const others = [...new Set(writes.map(({ subject }) => subject))].filter((subject) => subject !== 'reading');
  return html`<dl>
      <dt>Readings in the last minute</dt>
      <dd>${sum(readings).lastMinute}</dd>
      <dt>Items raised in the last minute</dt>
      <dd>${sum(items).lastMinute}</dd>
      <dt>From a reading to its item, half of them</dt>
      <dd>${within(toItem, 0.5)}</dd>
      <dt>and 99 of 100</dt>
      <dd>${within(toItem, 0.99)}</dd>
      <dt>Writes that wait for their commit</dt>
      <dd>${waiting}</dd>
    </dl>
    ${table(
      'Readings, by what came of them',
      readings.map((one) => [one.outcome === 'ok' ? 'taken' : `refused: ${one.outcome}`, one]),
    )}
    ${table(
      'In Basket items raised, by kind',
      items.map((one) => [KIND_WORDS[one.kind], one]),
    )}
    ${table(
      'Everything else that was written',
      others.map((subject) => [subject, sum(writes.filter((one) => one.subject === subject))]),
    )}`;
};
