import type { FiledReading } from '../../../../contract/domain/reading.ts';
import { html, type Html } from '../html.ts';
import { curve } from '../curve/curve.ts';
import { curveOf, ROWS, type Series } from '../curve/series.ts';
import { instant } from './instant.ts';
import { CONTEXT_WORDS, INTERPRETATION_WORDS, resultText } from './words.ts';

const row = ({ reading, interpretation }: FiledReading): Html => {
  const { effective, result, mealContext, status, userEntered } = reading;
  const notes = [
    ...(mealContext === undefined ? [] : [CONTEXT_WORDS[mealContext]]),
    ...(userEntered === true ? ['typed by hand'] : []),
    ...(status === 'final' ? [] : [status]),
  ];
  return html`<tr>
    <th scope="row">${instant(effective)}</th>
    <td>${resultText(result)}</td>
    <td>${interpretation.map((code) => INTERPRETATION_WORDS[code]).join(', ')}</td>
    <td>${notes.join(', ')}</td>
  </tr>`;
};

const table = ({ readings, title, id }: Series): Html => {
  const latest = readings.toReversed().slice(0, ROWS);
  const shown = latest.length < readings.length ? `, the latest ${latest.length} of ${readings.length}` : '';
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="c-${id}">
    <table class="readings">
      <caption id="c-${id}">
        ${title}: readings${shown}
      </caption>
      <thead>
        <tr>
          <th scope="col">Measured</th>
          <th scope="col">Value</th>
          <th scope="col">Says</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        ${latest.map(row)}
      </tbody>
    </table>
  </div>`;
};

/** A curve, and the latest readings of it in a table, the latest first. */
export const seriesView = (series: Series): Html => {
  if (series.readings.length === 0) return html`<p class="muted">No readings in this time.</p>`;
  const drawn = curveOf(series);
  return html`${drawn === undefined ? '' : curve(drawn)}${table(series)}`;
};
