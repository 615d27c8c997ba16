export { keepContent } from './content-repository.ts';
export { handOut, readChosen, type ChosenFile } from './files.ts';
