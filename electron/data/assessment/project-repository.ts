import { sql } from 'kysely';
import type { Page, ProjectOption } from '#shared/contract/index.ts';
import type { Catalogue, CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { exact, toDecimalString } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { likePattern } from './like.ts';

/** 重大投资项目 and 项目法人单位, and the fields of theirs that a proposal takes over. Place, date and project are told by the roles. */
const PROJECTS = { category: '1.1', name: 'project_name', investment: 'total_investment', start: 'planned_start', finish: 'planned_finish', content: 'scale_content', address: 'address' };
const ENTITIES = { category: '1.2', name: 'entity_name', role: 'role', owner: 'owner' };

/** An imported project as far as a proposal needs it. */
export interface ImportedProject {
  readonly projectCode: string;
  readonly name: string;
  /** 9-digit town or 6-digit county code. */
  readonly place: string | null;
  readonly startOn: string | null;
  readonly finishOn: string | null;
  readonly content: string;
  readonly address: string;
  /** Owner of the project, from 项目法人单位; empty where none was imported. */
  readonly owner: string;
}

/** Projects whose name or code contains the text, by planned start, the latest first. Empty where the catalogue has no such category. */
export async function findProjects(db: ReadDb, sources: { catalogue: Catalogue; regions: RegionIndex }, text: string, paging: { limit: number; offset: number }): Promise<Page<ProjectOption>> {
  const category = sources.catalogue.categories.find(({ id }) => id === PROJECTS.category);
  if (category === undefined) return { rows: [], total: 0 };
  const name = column(category, PROJECTS.name);
  const investment = fieldOf(category, PROJECTS.investment);
  const pattern = likePattern(text.trim());
  const from = sql`FROM ${sql.table(tableName(category))} AS t
    WHERE superseded_by IS NULL AND n_project IS NOT NULL AND (${name} LIKE ${pattern} ESCAPE '\\' OR n_project LIKE ${pattern} ESCAPE '\\')`;
  const counted = await sql<{ n: number }>`SELECT count(*) AS n ${from}`.execute(db);
  const { rows } = await sql<{ code: string; name: string; place: string | null; investment: string | null }>`
    SELECT n_project AS code, ${name} AS name, coalesce(n_town, n_county) AS place, CAST(${sql.ref(investment.id)} AS TEXT) AS investment
    ${from} ORDER BY n_date DESC, n_project LIMIT ${paging.limit} OFFSET ${paging.offset}
  `.execute(db);
  return {
    total: counted.rows[0]?.n ?? 0,
    rows: rows.map((row) => ({
      projectCode: row.code,
      name: row.name,
      place: row.place,
      placeName: row.place === null ? null : sources.regions.nameOf(row.place),
      investment: row.investment === null ? null : toDecimalString(exact(row.investment).times(unitOf(investment))),
    })),
  };
}

/** @throws AppError NOT_FOUND */
export async function getProject(db: ReadDb, catalogue: Catalogue, projectCode: string): Promise<ImportedProject> {
  const category = catalogue.categories.find(({ id }) => id === PROJECTS.category);
  const found = category === undefined ? undefined : await readProject(db, category, projectCode);
  if (found === undefined) throw new AppError('NOT_FOUND', `No imported project has the code ${projectCode}.`, { projectCode });
  return { ...found, owner: await ownerOf(db, catalogue, projectCode) };
}

async function readProject(db: ReadDb, category: CategoryDescriptor, projectCode: string): Promise<Omit<ImportedProject, 'owner'> | undefined> {
  const { rows } = await sql<Omit<ImportedProject, 'owner'>>`
    SELECT n_project AS "projectCode", ${column(category, PROJECTS.name)} AS name, coalesce(n_town, n_county) AS place,
      ${column(category, PROJECTS.start)} AS "startOn", ${column(category, PROJECTS.finish)} AS "finishOn",
      coalesce(${column(category, PROJECTS.content)}, '') AS content, coalesce(${column(category, PROJECTS.address)}, '') AS address
    FROM ${sql.table(tableName(category))} WHERE superseded_by IS NULL AND n_project = ${projectCode}
  `.execute(db);
  return rows[0];
}

/** The owner where one is named, else whoever stands first. */
async function ownerOf(db: ReadDb, catalogue: Catalogue, projectCode: string): Promise<string> {
  const category = catalogue.categories.find(({ id }) => id === ENTITIES.category);
  if (category === undefined) return '';
  const { rows } = await sql<{ name: string }>`
    SELECT ${column(category, ENTITIES.name)} AS name FROM ${sql.table(tableName(category))}
    WHERE superseded_by IS NULL AND n_project = ${projectCode}
    ORDER BY ${column(category, ENTITIES.role)} IS ${ENTITIES.owner} DESC, row_id LIMIT 1
  `.execute(db);
  return rows[0]?.name ?? '';
}

function column(category: CategoryDescriptor, id: string) {
  return sql.ref(fieldOf(category, id).id);
}

function fieldOf(category: CategoryDescriptor, id: string): FieldDescriptor {
  const field = category.fields.find((candidate) => candidate.id === id);
  if (field === undefined) throw new AppError('RESOURCE_INVALID', `Category ${category.id} has no field ${id}.`, { path: id, reason: `proposals take it over from ${category.id}` });
  return field;
}

/** What one stored unit is worth: 0.000001 at six decimals. */
function unitOf({ scale = 0 }: FieldDescriptor) {
  return exact(scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`);
}
