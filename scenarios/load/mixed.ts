export { default, handleSummary, options } from './shared/readings.ts';
