/** The few channels between window and main process; no other string crosses. */
export const CHANNELS = {
  call: 'fq:call',
  event: 'fq:event',
  pickOpen: 'fq:pick-open',
  pickSave: 'fq:pick-save',
  grantDropped: 'fq:grant-dropped',
  reveal: 'fq:reveal',
  printPdf: 'fq:print-pdf',
} as const;
