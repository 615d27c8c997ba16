import type { AuditEntry } from '#shared/contract/index.ts';
import { auditFields, t, tCode } from '@/i18n/index.ts';
import { formatCount, formatInstant } from '@/ui/index.ts';

/** Longer lists are cut on screen; the export holds every one. */
const MOST = 6;
const LEVELS: readonly string[] = ['low', 'medium', 'high'];

type Details = Readonly<Record<string, unknown>>;

/** The details of an entry as short lines of words: what changed, then whatever else it says. Never JSON. `short` cuts long lists. */
export function detailLines(details: Details, short = true): readonly string[] {
  const { changes, revision: _revision, ...rest } = details;
  const changed = Array.isArray(changes) ? changes.filter(isRecord).map(changeLine) : [];
  const others = Object.entries(rest).filter(([, value]) => value !== undefined).sort(([a], [b]) => place(a) - place(b)).map(([name, value]) => t('audit.pair', { field: fieldWord(name), value: valueWords(name, value) }));
  const lines = [...changed, ...others];
  return short && lines.length > MOST ? [...lines.slice(0, MOST), t('audit.more', { n: lines.length - MOST })] : lines;
}

export function actionWord(action: string): string {
  return tCode('audit.actions', action);
}

/** Account ids are turned into names by the data process; what is left is the program itself and the command line. */
export function actorWord(actor: string): string {
  if (actor === 'program') return t('audit.program');
  return actor.startsWith('cli:') ? t('audit.commandLine', { name: actor.slice(4) }) : actor;
}

export interface SubjectWords {
  readonly kind: string;
  readonly id: string | null;
}

/** "batch:12" -> kind "batch", id "12"; "store" has no id. */
export function splitSubject(subject: AuditEntry['subject']): SubjectWords {
  const colon = subject.indexOf(':');
  return colon === -1 ? { kind: subject, id: null } : { kind: subject.slice(0, colon), id: subject.slice(colon + 1) };
}

/** The chain keeps keys in alphabetical order; on screen they stand as the words do, what is unknown last. */
function place(field: string): number {
  const index = auditFields.indexOf(field);
  return index === -1 ? auditFields.length : index;
}

function isRecord(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changeLine(change: Details): string {
  const name = typeof change['field'] === 'string' ? change['field'] : '';
  const factor = typeof change['factor'] === 'string' ? `${change['factor']} ` : '';
  return t('audit.change', { field: `${factor}${fieldWord(name)}`, before: valueWords(name, change['before']), after: valueWords(name, change['after']) });
}

function fieldWord(name: string): string {
  return tCode('audit.fields', name);
}

function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('audit.nothing');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'string') return textWords(field, value);
  if (Array.isArray(value)) return value.length === 0 ? t('audit.nothing') : value.map((item) => valueWords(field, item)).join(t('common.listComma'));
  if (!isRecord(value)) return '';
  return Object.entries(value).map(([name, item]) => `${fieldWord(name)} ${valueWords(name, item)}`).join(t('common.listComma'));
}

/** A code in its words; instants in local time; long hashes shortened; everything else as it stands. */
function textWords(field: string, value: string): string {
  if (field === 'level' || LEVELS.includes(value)) return tCode('common.level', value);
  if (/^\d{4}-\d{2}-\d{2}T/u.test(value)) return formatInstant(value);
  if (/^[0-9a-f]{64}$/u.test(value)) return `${value.slice(0, 12)}…`;
  switch (field) {
    case 'role': return tCode('common.role', value);
    case 'before':
    case 'after': return tCode('audit.values.state', value);
    case 'code':
    case 'conclusion':
    case 'decision': return tCode('decision.code', value);
    case 'decidedBy': return tCode('assessment.path', value);
    case 'side': return tCode('assessment.side', value);
    default: return tCode(`audit.values.${field}`, value);
  }
}
