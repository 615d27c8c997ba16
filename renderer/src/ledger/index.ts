export { default as ExportLedger } from './ExportLedger.vue';
