import type { EvidenceAnswer, ProposalView } from '#shared/contract/index.ts';

/** Why a question has no answer: the matter names no project or no place to ask about, or the category holds nothing. */
export function missingReason({ scope }: Pick<EvidenceAnswer, 'scope'>, { places, projectCode }: Pick<ProposalView, 'places' | 'projectCode'>): 'noProject' | 'noPlace' | 'noData' {
  if (scope === 'project') return projectCode === null ? 'noProject' : 'noData';
  return places.length === 0 && projectCode === null ? 'noPlace' : 'noData';
}
