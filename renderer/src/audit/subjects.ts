import { computed, shallowRef } from 'vue';
import type { AuditEntry, ProposalRow } from '#shared/contract/index.ts';
import { call } from '@/api/index.ts';
import { tCode } from '@/i18n/index.ts';
import { useSession } from '@/stores/index.ts';
import { splitSubject } from './details.ts';

const MOST_MATTERS = 1000;

/** Entries an account makes about itself: there the actor's name is the subject's. */
const OWN_ACTS: readonly string[] = ['account.signedIn', 'account.signedOut', 'account.passwordChanged'];

export interface SubjectNames {
  /** Learns names of accounts from entries that tell them. */
  learn(entries: readonly AuditEntry[]): void;
  wordsOf(subject: string): string;
  /** Where the subject can be opened; null when nowhere. */
  linkOf(subject: string): string | null;
}

/** Names for what the chain's entries are about: matters by title, batches by number. */
export function useSubjectNames(): SubjectNames {
  const session = useSession();
  const matters = shallowRef<readonly ProposalRow[]>([]);
  const byId = computed(() => new Map(matters.value.flatMap((row) => [[row.id as string, row] as const, [row.assessmentId as string, row] as const])));
  if (session.may('proposal.read')) {
    // Only titles; without them the ids stand in their place.
    void call('proposals.list', { limit: MOST_MATTERS }).then(({ rows }) => {
      matters.value = rows;
    }).catch(() => undefined);
  }

  const accounts = shallowRef<ReadonlyMap<string, string>>(new Map());

  function learn(entries: readonly AuditEntry[]): void {
    const next = new Map(accounts.value);
    for (const { action, subject, actor, details } of entries) {
      const name = action === 'account.created' ? details['displayName'] : OWN_ACTS.includes(action) ? actor : null;
      if (typeof name === 'string') next.set(subject, name);
    }
    accounts.value = next;
  }

  function wordsOf(subject: string): string {
    const { kind, id } = splitSubject(subject);
    const word = tCode('audit.subjects', kind);
    if (id === null) return word;
    if (kind === 'definition') return `${word} ${definitionOf(id)}`;
    return `${word} ${accounts.value.get(subject) ?? byId.value.get(id)?.title ?? (id.length > 12 ? id.slice(0, 8) : id)}`;
  }

  function linkOf(subject: string): string | null {
    const { kind, id } = splitSubject(subject);
    if (id === null) return null;
    if (kind === 'batch' && session.may('intake.read')) return `/batches/${id}`;
    if (kind === 'contradiction' && session.may('intake.read')) return `/contradictions?id=${id}`;
    if (kind === 'definition' && session.may('definition.read')) return `/definitions?text=${encodeURIComponent(definitionOf(id))}`;
    if (kind === 'category' && session.may('catalogue.read')) return `/catalogue/${id}`;
    const matter = byId.value.get(id);
    return matter === undefined ? null : `/matters/${matter.id}/history`;
  }

  return { learn, wordsOf, linkOf };
}

/** "model/major-project@1" -> "major-project@1". */
function definitionOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
