import { z } from 'zod';

const name = z.string().min(2);
const six = z.string().regex(/^\d{6}$/);
const nine = z.string().regex(/^\d{9}$/);
const any = z.string().regex(/^(\d{6}|\d{9})$/);

/** resources/regions/*.json: the divisions of one city, and the codes and names that lead to them. */
export const regionsFileSchema = z
  .strictObject({
    $comment: z.string().optional(),
    city: z.strictObject({ code: six, name }),
    counties: z.array(z.strictObject({ code: six, name, towns: z.array(z.strictObject({ code: nine, name })) })).min(1),
    /** Codes and names out of use; a code of 6 digits also stands before the codes of its towns. */
    former: z.array(z.strictObject({ code: any.optional(), name: name.optional(), now: any })),
    /** Names that people use for places which are no divisions (development zones). */
    zones: z.array(z.strictObject({ name, now: any })),
  })
  .superRefine((file, context) => {
    const fault = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const known = new Set([file.city.code]);
    const add = (code: string, under: string, path: (string | number)[]): void => {
      if (known.has(code)) fault(path, `code ${code} appears twice`);
      if (!code.startsWith(under)) fault(path, `code ${code} does not lie under ${under}`);
      known.add(code);
    };
    file.counties.forEach((county, index) => {
      add(county.code, file.city.code.slice(0, 4), ['counties', index, 'code']);
      county.towns.forEach((town, place) => add(town.code, county.code, ['counties', index, 'towns', place, 'code']));
    });
    file.former.forEach((entry, index) => {
      if (entry.code !== undefined && known.has(entry.code)) fault(['former', index, 'code'], `code ${entry.code} is in use`);
      if (!known.has(entry.now)) fault(['former', index, 'now'], `no division ${entry.now}`);
    });
    file.zones.forEach((entry, index) => {
      if (!known.has(entry.now)) fault(['zones', index, 'now'], `no division ${entry.now}`);
    });
  });
export type RegionsFile = z.infer<typeof regionsFileSchema>;
