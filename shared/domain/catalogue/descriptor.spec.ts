import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { categorySchema, type CategoryDescriptor } from './index.ts';

const SCHEMA_FILE = new URL('../../../resources/catalogue/catalogue.schema.json', import.meta.url);

type Draft = z.input<typeof categorySchema>;
const field = (id: string, more: Partial<Draft['fields'][number]> = {}): Draft['fields'][number] =>
  ({ id, name: { zh: `${id} 名`, en: `${id} name` }, type: 'text', ...more });

function draft(more: Partial<Draft> = {}): Draft {
  return {
    id: '8.1', slug: 'sample', system: 'S8', name: { zh: '样例', en: 'Sample' }, description: { zh: '样例', en: 'Sample' },
    rhythm: 'daily', key: ['no'], roles: {}, fields: [field('no', { required: true }), field('title')], ...more,
  };
}

/** "path: message" of every fault. */
function faults(more: Partial<Draft>): string[] {
  const result = categorySchema.safeParse(draft(more));
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('a category descriptor', () => {
  it('fills in what may be left out', () => {
    const parsed: CategoryDescriptor = categorySchema.parse(draft());
    expect(parsed.fields[1]).toMatchObject({ required: false, open: false, synonyms: [] });
  });

  const no = field('no', { required: true });
  it.each<[string, Partial<Draft>, string]>([
    ['an unknown property', { fields: [no, { ...field('a'), colour: 'red' } as never] }, 'fields.1: Unrecognized key: "colour"'],
    ['a field twice', { fields: [no, field('no')] }, 'fields.1.id: field "no" appears twice'],
    ['a reserved column', { fields: [no, field('batch_id')] }, 'fields.1.id: "batch_id" is reserved for the store'],
    ['a normalised column', { fields: [no, field('n_town')] }, 'fields.1.id: "n_town" is reserved for the store'],
    ['a closed list without codes', { fields: [no, field('a', { type: 'code' })] }, 'fields.1.codes: a closed code list needs codes'],
    ['codes of a text', { fields: [no, field('a', { codes: [] })] }, 'fields.1.codes: only type code has codes'],
    ['a number without a scale', { fields: [no, field('a', { type: 'number' })] }, 'fields.1.scale: type number needs a scale'],
    ['a scale of a text', { fields: [no, field('a', { scale: 2 })] }, 'fields.1.scale: only type number has a scale'],
    ['bounds the wrong way round', { fields: [no, field('a', { type: 'integer', min: 2, max: 1 })] }, 'fields.1.max: max is below min'],
    [
      'one label for two codes',
      { fields: [no, field('a', { type: 'code', codes: [{ code: 'x', zh: '甲', en: 'X' }, { code: 'y', zh: '乙', en: 'Y', also: ['甲'] }] })] },
      'fields.1.codes.1: "甲" already stands for code "x"',
    ],
    ['one header for two fields', { fields: [no, field('a', { synonyms: ['编号（必填）'] }), field('b', { synonyms: ['编 号'] })] }, 'fields.2.synonyms: header "编号" already names field "a"'],
    ['an unknown key', { key: ['number'] }, 'key.0: no field "number"'],
    ['a key that may be empty', { key: ['title'] }, 'key.0: key field "title" must be required'],
    ['a personal key', { fields: [field('no', { required: true, personal: 'id' }), field('title')] }, 'key.0: key field "no" cannot be personal: use a keyed identifier of the source'],
    ['an unknown role', { roles: { time: 'when' } }, 'roles.time: no field "when"'],
    ['a role of the wrong type', { roles: { time: 'title' } }, 'roles.time: field "title" of type text cannot be the time'],
    ['a personal place', { fields: [no, field('home', { personal: 'address' })], roles: { place: 'home' } }, 'roles.place: personal field "home" cannot be the place'],
    ['a system of another number', { system: 'S1' }, 'system: id and system disagree'],
  ])('is refused with %s', (_, more, expected) => {
    expect(faults(more)).toContain(expected);
  });
});

describe('catalogue.schema.json', () => {
  it('is generated from the schema and up to date (vitest -u writes it)', async () => {
    const schema = { title: 'Category descriptor of Fengqiao', ...z.toJSONSchema(categorySchema, { io: 'input' }) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(SCHEMA_FILE.pathname);
  });
});
