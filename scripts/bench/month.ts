/** The last month of the sample data, and the category whose new batch comes in: hotline tickets, by which two others say where they are. */
export const MONTH = '2026-10';
export const BATCH_CATEGORY = '2.1';
