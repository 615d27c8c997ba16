import { computed, shallowRef } from 'vue';
import type { ProposalRow } from '#shared/contract/index.ts';
import { call } from '@/api/index.ts';
import { tCode } from '@/i18n/index.ts';
import { useSession } from '@/stores/index.ts';
import { splitSubject } from './details.ts';

const MOST_MATTERS = 1000;

export interface SubjectNames {
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

  function wordsOf(subject: string): string {
    const { kind, id } = splitSubject(subject);
    const word = tCode('audit.subjects', kind);
    if (id === null) return word;
    return `${word} ${byId.value.get(id)?.title ?? (id.length > 12 ? id.slice(0, 8) : id)}`;
  }

  function linkOf(subject: string): string | null {
    const { kind, id } = splitSubject(subject);
    if (id === null) return null;
    if (kind === 'batch' && session.may('intake.read')) return `/batches/${id}`;
    if (kind === 'category' && session.may('catalogue.read')) return `/catalogue/${id}`;
    const matter = byId.value.get(id);
    return matter === undefined ? null : `/matters/${matter.id}/history`;
  }

  return { wordsOf, linkOf };
}
