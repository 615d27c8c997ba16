import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';

export interface CategoryColumn {
  readonly name: string;
  readonly sqlType: 'TEXT' | 'INTEGER';
  /**
   * row: which version of which row of which batch; normalised: place, department, day and project in one form for all categories;
   * field: the value; hash: keyed hash of a personal field, to join by.
   */
  readonly kind: 'row' | 'normalised' | 'field' | 'hash';
  /** Field the column belongs to; null for row and normalised columns. */
  readonly field: FieldDescriptor | null;
  readonly constraint: string;
}

const row = (name: string, sqlType: CategoryColumn['sqlType'], constraint: string): CategoryColumn => ({ name, sqlType, kind: 'row', field: null, constraint });

const ROW_COLUMNS: readonly CategoryColumn[] = [
  row('row_id', 'INTEGER', 'PRIMARY KEY'),
  row('batch_id', 'INTEGER', 'NOT NULL REFERENCES batch (id)'),
  row('row_no', 'INTEGER', 'NOT NULL'),
  row('row_hash', 'TEXT', 'NOT NULL'),
  row('superseded_by', 'INTEGER', 'REFERENCES batch (id)'),
];
const NORMALISED_COLUMNS: readonly CategoryColumn[] = ['n_town', 'n_county', 'n_department', 'n_date', 'n_project'].map((name) => ({
  name, sqlType: 'TEXT', kind: 'normalised', field: null, constraint: '',
}));

/** Name of the category's table; descriptors allow only identifiers as slugs. */
export function tableName(category: Pick<CategoryDescriptor, 'slug'>): string {
  return `cat_${category.slug}`;
}

/** All columns of the category's table, in their order. A personal field holds ciphertext and has a hash column after it. */
export function columnsOf(category: CategoryDescriptor): CategoryColumn[] {
  return [...ROW_COLUMNS, ...NORMALISED_COLUMNS, ...category.fields.flatMap(fieldColumns)];
}

function fieldColumns(field: FieldDescriptor): CategoryColumn[] {
  if (field.personal !== undefined) {
    return [
      { name: field.id, sqlType: 'TEXT', kind: 'field', field, constraint: '' },
      { name: `h_${field.id}`, sqlType: 'TEXT', kind: 'hash', field, constraint: '' },
    ];
  }
  const whole = field.type === 'integer' || field.type === 'number' || field.type === 'boolean';
  const constraint = [field.required ? 'NOT NULL' : '', field.type === 'boolean' ? `CHECK ("${field.id}" IN (0, 1))` : ''].filter((part) => part !== '').join(' ');
  return [{ name: field.id, sqlType: whole ? 'INTEGER' : 'TEXT', kind: 'field', field, constraint }];
}

/**
 * The statements that make the category's table and its indexes, in their order. One row per version of a record:
 * the current one has superseded_by NULL, and its key is unique.
 */
export function categoryTableSql(category: CategoryDescriptor): string[] {
  const table = tableName(category);
  const columns = columnsOf(category).map(({ name, sqlType, constraint }) => `  "${name}" ${sqlType}${constraint === '' ? '' : ` ${constraint}`}`);
  const statements = [`CREATE TABLE "${table}" (\n${columns.join(',\n')}\n) STRICT`];
  const index = (name: string, on: readonly string[], where: string, unique = false): void => {
    const list = on.map((column) => `"${column}"`).join(', ');
    statements.push(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${table}_${name}" ON "${table}" (${list})${where === '' ? '' : ` WHERE ${where}`}`);
  };
  index('by_key', category.key, 'superseded_by IS NULL', true);
  index('by_place', ['n_town', 'n_date'], 'superseded_by IS NULL');
  if (category.roles.project !== undefined) index('by_project', ['n_project'], 'superseded_by IS NULL AND n_project IS NOT NULL');
  index('by_batch', ['batch_id'], '');
  index('by_closing', ['superseded_by'], 'superseded_by IS NOT NULL');
  return statements;
}
