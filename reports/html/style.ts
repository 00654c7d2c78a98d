import { cssVariables, DARK, LIGHT } from './palette.ts';

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--t-ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header.top,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header.top{padding-top:32px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;font-weight:650;letter-spacing:-.01em}
body{overflow-wrap:break-word}
h2{font-size:19px;margin:40px 0 12px;font-weight:650;letter-spacing:-.005em}
h3{font-size:15px;margin:24px 0 8px;font-weight:650}
p{margin:0 0 10px;max-width:80ch}
a{color:var(--t-link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--t-link);outline-offset:2px;border-radius:3px}
code,.num,td.num{font-variant-numeric:tabular-nums}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em;overflow-wrap:anywhere}
.muted{color:var(--t-muted)}
.small{font-size:13px}
.evidence{max-width:none}.evidence .v{margin-right:8px;display:inline-block}
.ids{max-width:none}.ids .muted{display:inline-block;margin-right:6px;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:18px 20px;margin:0 0 16px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px}
.v{font-weight:650;white-space:nowrap}
.good{color:var(--t-good)}.near{color:var(--t-near)}.bad{color:var(--t-bad)}.open{color:var(--t-open)}.idle{color:var(--t-idle)}
.headline{border-left:5px solid currentColor;display:flex;gap:20px;align-items:baseline;flex-wrap:wrap}
.headline .v{font-size:22px}
.headline p{margin:0;color:var(--t-ink);font-size:17px}
.counts{display:flex;flex-wrap:wrap;gap:8px 28px;list-style:none;margin:0 0 16px;padding:0}
.counts b{font-size:20px;font-weight:650;margin-right:6px;font-variant-numeric:tabular-nums}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0}
dl.facts dt{color:var(--t-muted)}dl.facts dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px}
caption{text-align:left;color:var(--t-muted);padding:0 0 8px;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--rule)}
thead th{font-weight:600;color:var(--t-muted);white-space:nowrap}
tbody th{font-weight:600;white-space:nowrap}
td.num,th.num{text-align:right;white-space:nowrap}
.scroll+.ids,.scroll+details,.scroll+.scroll{margin-top:14px}
td.wide{overflow-wrap:anywhere;min-width:16ch}
details{margin:0 0 8px}
summary h2{display:inline;font-size:16px;color:var(--t-ink)}
summary{cursor:pointer;padding:4px 0;color:var(--t-link)}
nav.sections{display:flex;flex-wrap:wrap;gap:4px 22px;margin:0 0 8px}
nav ol{columns:3 260px;margin:0;padding:0;list-style:none}
nav li{margin:0 0 4px;break-inside:avoid;overflow-wrap:anywhere}
figure{margin:0 0 20px}
figcaption{font-size:13.5px;margin:0 0 6px}
figcaption b{font-weight:650}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:12.5px;color:var(--t-muted);list-style:none;margin:6px 0 0;padding:0}
.legend svg{vertical-align:-3px;margin-right:5px}
article.fail{border-left:3px solid var(--t-bad);padding:2px 0 2px 16px;margin:0 0 20px}
article.fail.und{border-color:var(--t-open)}
article.fail h4{margin:0 0 6px;font-size:14.5px}
article.fail dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 16px;margin:0;font-size:13.5px}
article.fail dt{color:var(--t-muted)}article.fail dd{margin:0;overflow-wrap:anywhere}
article.fail ol{margin:0;padding:0;list-style:none;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
figure.swim{margin:10px 0 0}
footer{padding-top:24px;padding-bottom:40px;color:var(--t-muted);font-size:13px}
svg.chart{display:block;width:100%;min-width:680px;height:auto;color:var(--t-muted);font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow:visible}
@media screen and (max-width:640px){td{white-space:nowrap}td.wide{white-space:normal;min-width:70vw}caption{max-width:calc(100vw - 70px)}main,header.top,footer{padding-left:14px;padding-right:14px}dl.facts,article.fail dl{grid-template-columns:1fr}dl.facts dt,article.fail dt{margin-top:6px}}
@media print{
body{background:#fff;font-size:11px}.card{border:0;padding:0}main,header.top,footer{max-width:none;padding:0}
section.lane{break-before:page}figure,article.fail,tr{break-inside:avoid}nav,.skip{display:none}
.scroll{overflow:visible}svg.chart{min-width:0}
details::details-content{content-visibility:visible;block-size:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}`;

/** The style sheet of the page: light, dark as the reader's system asks, and always light on paper. */
export const STYLE = [
  `:root{color-scheme:light;${cssVariables(LIGHT)}}`,
  `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${cssVariables(DARK)}}}`,
  BASE.trim(),
].join('\n');
