import { GIVEN_DAYS, type HomeNeed } from '#shared/contract/index.ts';
import { addDays } from '#shared/domain/supply/index.ts';

/** Where the things of a need stand, filtered to them. */
export function needPlace({ id, first }: HomeNeed, today: string): string {
  switch (id) {
    case 'signalsRed': return '/signals?state=raised&level=red';
    case 'signalsRaised': return '/signals?state=raised&level=orange,yellow,blue';
    case 'signalsReceive': return '/signals?state=dispatched&mine=owner';
    case 'signalsHandle': return '/signals?state=received&mine=owner';
    case 'signalsCheck': return '/signals?state=handled';
    case 'signalsOverdue': return '/signals?state=dispatched,received&overdue=1';
    case 'signalsGiven': return `/signals?state=dispatched,received&mine=giver&dueBy=${addDays(today, GIVEN_DAYS)}`;
    case 'casesReturned': return '/matters?state=returned&mine=1';
    case 'casesDraft': return '/matters?state=draft&mine=1';
    case 'casesSubmitted': return '/matters?state=submitted';
    case 'ballotsOpen': return '/scoring';
    case 'roundComplete': return caseOr(first, '/panel');
    case 'stepsLate': return caseOr(first, '/procedure');
    case 'measuresOverdue': return '/measures?filter=overdue';
    case 'measuresRemind': return '/measures?filter=remind';
    case 'obligationsApproved': return '/obligations?approved=1';
    case 'obligationsDue': return '/obligations?state=due';
    case 'reviewsDue': return '/measures/reviews?state=due';
    case 'indexCompute':
    case 'indexReview':
    case 'indexPublish': return first?.kind === 'month' ? `/stability?level=${first.subject}&month=${first.month}` : '/stability';
    case 'definitionsReview': return '/definitions?state=submitted';
    case 'definitionsReturned': return '/definitions?state=returned';
    case 'definitionsDraft': return '/definitions?state=draft';
    case 'definitionsAltered': return '/definitions';
    case 'batchesNone':
    case 'watchFailed': return '/intake';
    case 'batchesDue': return '/supply';
    case 'rejectsOpen': return '/batches?rejects=open';
    case 'qualityNever':
    case 'qualityFailing': return '/quality';
    case 'chainBroken':
    case 'chainNever':
    case 'decisionsUnverified': return '/audit';
    case 'backupNever':
    case 'backupDue': return '/store';
    case 'accountsAlone':
    case 'accountsLocked': return '/accounts';
  }
}

/** The very first of them, where it has a page of its own; else where all of them stand. */
export function firstPlace(need: HomeNeed, today: string): string {
  if (need.first?.kind !== 'case') return needPlace(need, today);
  const { id } = need.first;
  switch (need.id) {
    case 'casesReturned':
    case 'casesDraft':
    case 'casesSubmitted': return `/matters/${id}`;
    case 'ballotsOpen': return `/scoring/${id}`;
    default: return needPlace(need, today);
  }
}

function caseOr(first: HomeNeed['first'], page: string): string {
  return first?.kind === 'case' ? `/matters/${first.id}${page}` : '/matters';
}
