export { catalogueInUse, loadCatalogue, loadRegions } from './load.ts';
export { categoryTableSql, columnsOf, tableName, type CategoryColumn } from './table.ts';
export { headerIndex, matchHeader, type HeaderIndex, type HeaderMatch } from './header-index.ts';
export { guessCategory, type CategoryGuess } from './guess.ts';
export { invalidResource, readResource } from './read-json.ts';
