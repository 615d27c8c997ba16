import { z } from 'zod';
import type { Level } from '#shared/domain/grading/index.ts';
import { isoDate, paging, proposalId, type AssessmentId, type Page, type ProposalId } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** Where a matter stands; see shared/domain/assessment for the transitions. */
export type AssessmentState = 'draft' | 'submitted' | 'returned' | 'decided';

export const proposalFields = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** Code of resources/models/decision-types.json. */
  decisionType: z.string().min(1),
  /** 9-digit town or 6-digit county codes; at least one before submission. */
  places: z.array(z.string().regex(/^\d{6}(\d{3})?$/)).max(120),
  responsibleUnit: z.string().trim().max(100),
  /** When the decision is planned to be made, and the planned start and end of what is decided. */
  decisionOn: isoDate.nullable(),
  startOn: isoDate.nullable(),
  endOn: isoDate.nullable(),
  description: z.string().max(4000),
  /** 项目代码 of the imported 重大投资项目 the matter comes from. */
  projectCode: z.string().max(40).nullable(),
});
export type ProposalFields = z.infer<typeof proposalFields>;

export interface ProposalView extends ProposalFields {
  readonly id: ProposalId;
  readonly assessmentId: AssessmentId;
  readonly state: AssessmentState;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ProposalRow {
  readonly id: ProposalId;
  readonly assessmentId: AssessmentId;
  readonly title: string;
  readonly decisionType: string;
  readonly places: readonly string[];
  readonly responsibleUnit: string;
  readonly state: AssessmentState;
  readonly initialLevel: Level | null;
  readonly residualLevel: Level | null;
  /** Factors scored and factors identified. */
  readonly scored: number;
  readonly identified: number;
  readonly createdBy: string;
  readonly updatedAt: string;
}

export interface ProjectOption {
  readonly projectCode: string;
  readonly name: string;
  readonly place: string | null;
  readonly placeName: string | null;
  /** 万元, decimal text. */
  readonly investment: string | null;
}

export const proposalsContract = {
  'proposals.list': procedure<Page<ProposalRow> & { counts: Readonly<Record<AssessmentState, number>> }>()({
    /** `mine`: only what the account that asks made or submitted. */
    input: z.strictObject({ text: z.string().max(100).optional(), mine: z.boolean().optional(), state: z.enum(['draft', 'submitted', 'returned', 'decided']).optional(), ...paging }),
    access: 'proposal.read',
  }),
  'proposals.get': procedure<ProposalView>()({ input: z.strictObject({ id: proposalId }), access: 'proposal.read' }),
  /** Makes the matter and its draft assessment with the model given. */
  'proposals.create': procedure<ProposalView>()({ input: z.strictObject({ fields: proposalFields, modelId: z.string().default('major-project') }), access: 'proposal.edit' }),
  'proposals.update': procedure<ProposalView>()({ input: z.strictObject({ id: proposalId, patch: proposalFields.partial() }), access: 'proposal.edit' }),
  /** Only a draft that was never submitted can be removed; the audit chain keeps that it was. */
  'proposals.remove': procedure<Done>()({ input: z.strictObject({ id: proposalId }), access: 'proposal.edit' }),
  'proposals.projects': procedure<Page<ProjectOption>>()({ input: z.strictObject({ text: z.string().max(100).default(''), ...paging }), access: 'proposal.read' }),
  /** The fields a proposal takes over from an imported project. */
  'proposals.fromProject': procedure<ProposalFields>()({ input: z.strictObject({ projectCode: z.string().min(1).max(40) }), access: 'proposal.edit' }),
};
