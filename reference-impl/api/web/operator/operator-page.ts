import type { BenchFault, BenchState } from '../../../operation/bench.ts';
import type { Figures } from '../../../operation/figures.ts';
import { html, type Html } from '../html.ts';
import { instant } from '../show/instant.ts';
import { devicesPart, figuresPart } from './figures-part.ts';

/** What changes by itself, to be put in again and again. */
export const liveMain = (figures: Figures, bench: BenchState | undefined): Html =>
  html`${bench === undefined ? '' : html`<p>For the patients it is ${instant(bench.now)}; their time goes ${bench.pace} times as fast as here.</p>`}
  ${figuresPart(figures)}${bench === undefined ? '' : devicesPart(bench.devices)}`;

const faultForm = ({ id, title, isOn }: BenchFault, token: Html): Html =>
  html`<li>
    <form method="post" action="/operator/faults">
      ${token}<input type="hidden" name="fault" value="${id}" /><input
        type="hidden"
        name="on"
        value="${isOn ? 'no' : 'yes'}"
      /><button role="switch" aria-checked="${isOn ? 'true' : 'false'}">${title}</button>
    </form>
  </li>`;

const faultsPart = (faults: readonly BenchFault[], token: Html): readonly Html[] =>
  [...new Set(faults.map(({ where }) => where))].map(
    (place) =>
      html`<h3>${place}</h3>
        <ul class="people">
          ${faults.filter(({ where }) => where === place).map((fault) => faultForm(fault, token))}
        </ul>`,
  );

const ALONE = html`<p>
  This reference is served by itself: nothing is played around it. <code>npm run demo</code> serves one with a simulated
  clinic, and with faults to switch on here.
</p>`;

/** The operator's page. `token`: the field of every form. */
export const operatorMain = (figures: Figures, bench: BenchState | undefined, token: Html): Html =>
  html`<p class="muted">
      What the pipeline does now, without a word of any patient; the same figures as at <a href="/metrics">/metrics</a>.
      <a href="/operator">Load again</a>
    </p>
    <section aria-labelledby="faults">
      <h2 id="faults">What goes wrong</h2>
      ${bench === undefined ? ALONE : faultsPart(bench.faults, token)}
    </section>
    <section aria-labelledby="pipeline">
      <h2 id="pipeline">The pipeline</h2>
      <p id="figures-state" class="arrivals" role="status"></p>
      <div id="figures">${liveMain(figures, bench)}</div>
    </section>`;
