import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { calendarYearSchema, legalProcedureRef, legalProcedureSchema, workingCalendar, type CalendarYear, type LegalProcedure, type WorkingCalendar } from '#shared/domain/legal-procedure/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';
import { parseUsable, reading, type UsesDefinitions, type Versioned } from '#data/kernel/index.ts';

const PROCEDURES = { folder: 'procedures', name: /^[a-z][a-z0-9-]*@[1-9][0-9]*\.json$/ };
const CALENDARS = { folder: 'calendars', name: /^\d{4}\.json$/ };

/** The newest version of every procedure under resources/procedures, by id. @throws AppError RESOURCE_INVALID */
export function loadProcedures(resourcesDir: string): Versioned<LegalProcedure>[] {
  const newest = new Map<string, Versioned<LegalProcedure>>();
  for (const file of filesOf(resourcesDir, PROCEDURES)) {
    const value = readResource(join(resourcesDir, file), file, legalProcedureSchema);
    if (`${PROCEDURES.folder}/${legalProcedureRef(value)}.json` !== file) throw invalidResource(file, 'id', `the file says it is ${legalProcedureRef(value)}.json`);
    const hash = createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
    if ((newest.get(value.id)?.value.version ?? 0) < value.version) newest.set(value.id, { value, hash });
  }
  return [...newest.values()];
}

/** The years under resources/calendars; an office adds each further year, as a file or in the ledger. @throws AppError RESOURCE_INVALID */
export function loadCalendars(resourcesDir: string): CalendarYear[] {
  return filesOf(resourcesDir, CALENDARS).map((file) => {
    const value = readResource(join(resourcesDir, file), file, calendarYearSchema);
    if (`${CALENDARS.folder}/${String(value.year)}.json` !== file) throw invalidResource(file, 'year', `the file says it is of ${String(value.year)}`);
    return value;
  });
}

function filesOf(resourcesDir: string, { folder, name }: { readonly folder: string; readonly name: RegExp }): string[] {
  try {
    return readdirSync(join(resourcesDir, folder)).filter((file) => name.test(file)).sort().map((file) => `${folder}/${file}`);
  } catch (cause) {
    throw invalidResource(folder, '', cause instanceof Error ? cause.message : 'cannot be read');
  }
}

export interface ProcedureLibrary {
  readonly procedures: readonly Versioned<LegalProcedure>[];
  readonly calendar: WorkingCalendar;
}

const procedures = reading('procedure', (texts) => texts.filter(({ newest }) => newest).map((text) => parseUsable(text, legalProcedureSchema)));
const calendar = reading('calendar', (texts) => workingCalendar(texts.filter(({ newest }) => newest).map((text) => parseUsable(text, calendarYearSchema).value)));

/** The procedures and the working days that the ledger lets into use. */
export function procedureLibrary(context: UsesDefinitions): ProcedureLibrary {
  return { procedures: procedures(context), calendar: calendar(context) };
}

/** @throws AppError NOT_FOUND */
export function procedureById({ procedures }: ProcedureLibrary, id: string): Versioned<LegalProcedure> {
  const found = procedures.find(({ value }) => value.id === id);
  if (found === undefined) throw new AppError('NOT_FOUND', `There is no procedure ${id}.`, { procedure: id });
  return found;
}
