import type { ColumnType, Generated } from 'kysely';
import type { ContradictionTables } from './schema-contradictions.ts';
import type { DissentTables } from './schema-dissent.ts';

/** Row types of the fixed tables. Category tables are generated from descriptors and queried by name. */
export interface StoreSchema extends ContradictionTables, DissentTables {
  meta: { key: string; value: string };
  account: {
    id: string;
    username: string;
    display_name: string;
    role: string;
    password_hash: string;
    state: string;
    failed_count: number;
    locked_until: string | null;
    must_change: number;
    created_at: string;
    last_sign_in_at: string | null;
  };
  batch: {
    id: Generated<number>;
    category: string;
    file_name: string;
    sha256: string;
    size: number;
    format: string;
    encoding: string | null;
    sheet: string | null;
    imported_at: string;
    imported_by: string;
    read_count: number;
    accepted_count: number;
    unchanged_count: number;
    superseded_count: number;
    rejected_count: number;
    duration_ms: number;
    state: string;
    undone_at: string | null;
    /** JSON: the header row as read. */
    headers: string;
    /** JSON: MappedColumn[]. */
    mapping: string;
    /** '' when nobody was named. */
    sender: Generated<string>;
    /** Rows set aside because another source says otherwise, and JSON: the rule by which its rows were judged; null = the later batch holds. */
    held_count: Generated<number>; source_rule: string | null;
  };
  /** Rejected rows; cells is the protected JSON of the original cells. */
  reject: { id: Generated<number>; batch_id: number; row_no: number; cells: string; reasons: string };
  /** One row per reason of a rejected row, so that filtering by reason is an index look-up. */
  reject_reason: { reject_id: number; batch_id: number; code: string; field: string };
  /** Rejected rows that were mended, by the file they went into. */
  reject_mend: { reject_id: number; sha256: string; row_no: number; mended_at: string; mended_by: string };
  /** Later batches that brought a row of a category again, unchanged. */
  witness: { batch_id: number; row_id: number; row_no: number };
  sender_key: { id: string; system: string; name: string; pem: string; added_at: string; added_by: string; withdrawn_at: string | null; withdrawn_by: string | null };
  sender_mapping: { category: string; sender: string; header: string; field: string; unit: string | null };
  category_entry: { category: string; slug: string; descriptor_hash: string; descriptor: string };
  /** Rows held per category, month, town and department; '' where unknown. Kept up to date as batches commit. */
  monthly: { category: string; month: string; town: string; department: string; row_count: number };
  proposal: {
    id: string;
    title: string;
    decision_type: string;
    responsible_unit: string;
    decision_on: string | null;
    start_on: string | null;
    end_on: string | null;
    description: string;
    project_code: string | null;
    created_by: string;
    created_at: string;
    updated_at: string;
  };
  proposal_place: { proposal_id: string; place: string; position: number };
  assessment: {
    id: string;
    proposal_id: string;
    model_id: string;
    model_version: number;
    model_hash: string;
    state: string;
    revision: number;
    weight_mode: string;
    /** JSON: SideContext. */
    context_initial: string;
    context_residual: string;
    conclusion_code: string | null;
    conclusion_text: string;
    initial_level: string | null;
    residual_level: string | null;
    submitted_by: string | null;
    submitted_at: string | null;
    returned_reasons: string | null;
    decision_code: string | null;
    decision_reasons: string;
    decided_by: string | null;
    decided_at: string | null;
    snapshot_hash: string | null;
  };
  assessment_factor: {
    assessment_id: string;
    factor_id: string;
    state: string;
    excluded_reason: string;
    /** JSON: string[]. */
    stages: string;
    weight: string | null;
    p: string | null; q: string | null; residual_p: string | null; residual_q: string | null;
    note: string;
    /** Opposed: JSON, {strength, opposed}[]. */
    c: string | null; residual_c: string | null; points: string | null; residual_points: string | null; opposed: string | null; residual_opposed: string | null;
  };
  measure: {
    id: string;
    assessment_id: string;
    title: string;
    owner: string;
    assistant: string;
    deadline: string | null;
    control_point: string;
    position: number;
  };
  measure_factor: { measure_id: string; factor_id: string };
  /** The frozen snapshot of a decided assessment: canonical JSON and its SHA-256. */
  assessment_snapshot: { assessment_id: string; content: string; hash: string; created_at: string };
  /** JSON of PanelSettings. */
  panel: { assessment_id: string; settings: string; changed_at: string; changed_by: string };
  /** An expert with an account, or one who scores on a workbook (account_id null). */
  panel_member: { assessment_id: string; id: string; position: number; account_id: string | null; name: string };
  /** JSON: ids of the factors asked. */
  panel_round: { assessment_id: string; round: number; factors: string; opened_at: string; opened_by: string; closed_at: string | null; closed_by: string | null };
  /** What one expert said in one round: canonical JSON of Ballot. */
  panel_ballot: {
    assessment_id: string;
    round: number;
    member_id: string;
    scores: string;
    saved_at: string;
    submitted_at: string | null;
    source: string;
    /** SHA-256 of the workbook it was read from. */
    file_hash: string | null;
  };
  /** A run of the uncertainty of a case: canonical JSON of what was drawn from (RunInput), of the settings and of the result. */
  uncertainty_run: {
    id: string;
    assessment_id: string;
    position: number;
    revision: number;
    input: string;
    input_hash: string;
    settings: string;
    seed: number;
    draws: number;
    result: string;
    result_hash: string;
    ran_at: string;
    ran_by: string;
  };
  /** The exact text of every model and method version that was ever used. */
  library: { kind: string; id: string; version: number; hash: string; content: string; first_used_at: string };
  /** One finished run of the quality rules. */
  quality_run: {
    id: Generated<number>;
    started_at: string;
    started_by: string;
    duration_ms: number;
    rules_version: number;
    rules_hash: string;
    /** Which batches counted, see stateKey. */
    state_key: string;
    last_batch: number;
    rule_count: number;
    failing_count: number;
    found_count: number;
  };
  quality_finding: {
    run_id: number;
    rule_id: string;
    category: string;
    severity: string;
    checked: number;
    found: number;
    skipped: string | null;
    /** JSON: number[], the first rows found. */
    row_ids: string;
    /** JSON: PlaceFinding[]. */
    places: string;
  };
  /** What the fields of a category hold: JSON of CategoryProfile. */
  category_profile: { category: string; state_key: string; computed_at: string; content: string };
  /** A query of an index, by SHA-256, and what of the store it knows: batches up to seen_batch, with so many of them taken back. */
  figure_query: { id: Generated<number>; hash: string; seen_batch: number; undone_count: number };
  /** What the query found in a month ('' = without a date): JSON, count or sum by town, county, department or ''. */
  figure_month: { query_id: number; month: string; cells: string };
  stability_run: {
    id: string;
    subject: string;
    month: string;
    definition_ref: string;
    definition_hash: string;
    /** Canonical JSON of the definition. */
    definition: string;
    state: string;
    result_hash: string;
    input_hash: string;
    last_batch: number;
    undone_count: number;
    /** Canonical JSON of the result without its places. */
    header: string;
    /** Deflated canonical JSON of IndexInputs. */
    inputs: Uint8Array;
    computed_at: string;
    computed_by: string;
    reviewed_at: string | null;
    reviewed_by: string | null;
    review_note: string;
    published_at: string | null;
    published_by: string | null;
  };
  /** JSON of one place of a run, in three parts that screens ask for apart. */
  stability_place: { run_id: string; level: string; place: string; position: number; ranking: string; detail: string; trend: string };
  /** The exact text of every rule version that was ever held against the data. */
  signal_rule: { rule_id: string; version: number; hash: string; content: string; first_used_at: string };
  /** Rules that somebody switched off (or on again). */
  signal_switch: { rule_id: string; active: number; reason: string; changed_at: string; changed_by: string };
  /** Up to which batch a rule was held against the data, and with so many batches taken back. */
  signal_progress: { rule_id: string; hash: string; seen_batch: number; undone_count: number; as_of: string; evaluated_at: string };
  signal: {
    id: Generated<number>;
    rule_id: string;
    rule_version: number;
    level: string;
    subject_kind: string;
    /** The subject's value, or its keyed hash where it is a person or a household. */
    subject_key: string;
    /** The protected value of a hashed subject that stands in the store in plain; null else. */
    subject_value: string | null;
    label: string | null;
    town: string | null;
    county: string | null;
    window_key: string;
    window_from: string;
    window_to: string;
    figure: string;
    base: string | null;
    records: number;
    seen_batch: number;
    as_of: string;
    supported: number;
    state: string;
    owner: string;
    due_on: string;
    raised_at: string;
    dispatched_at: string | null;
    received_at: string | null;
    handled_at: string | null;
    ended_at: string | null;
    revision: number;
  };
  signal_step: {
    signal_id: number;
    position: number;
    at: string;
    by: string;
    step: string;
    state: string;
    text: string;
    owner: string;
    due_on: string | null;
    figure: string | null;
    audit_seq: number;
  };
  /** Which case a case was copied from to revise it. */
  revision: { assessment_id: string; revises: string };
  survey: {
    id: string;
    assessment_id: string;
    title: string;
    rule_id: string;
    rules_version: number;
    population: number | null;
    file_name: string;
    sha256: string;
    /** JSON: SurveyTally. */
    tally: string;
    added_at: string;
    added_by: string;
  };
  own_map: { id: number; file_name: string; sha256: string; areas: string; unmatched: string; loaded_at: string; loaded_by: string };
  /** Which texts (keys, as a JSON list) each version of the program brought when it was first started on this store. */
  definition_program: { program_version: string; entered_at: string; brought: string };
  definition_version: {
    seq: Generated<number>;
    kind: string;
    id: string;
    version: number;
    hash: string;
    /** Canonical JSON. */
    body: string;
    origin: string;
    state: string;
    based_on: string | null;
    note: string;
    created_by: string;
    created_at: string;
    submitted_at: string | null;
    reviewed_by: string | null; reviewed_at: string | null;
    review_note: string;
    program_version: string;
    revision: number;
  };
  legal_procedure: { procedure_id: string; version: number; hash: string; content: string; first_used_at: string };
  case_procedure: { assessment_id: string; procedure_id: string; version: number; chosen_at: string; chosen_by: string };
  case_step: {
    assessment_id: string;
    step_id: string;
    phase: string;
    owner: string;
    due_on: string | null;
    started_on: string | null;
    finished_on: string | null;
    skipped_reason: string;
    shortened_reason: string;
    note: string;
    documents: string;
  };
  obligation_matter: { id: string; title: string; unit: string; decision_type: string; year: number; basis: string; created_at: string; created_by: string };
  obligation_mark: {
    key: string;
    position: number;
    at: string;
    by: string;
    action: string;
    proposal_id: string | null;
    reason_id: string | null;
    text: string;
    decided_on: string | null;
  };
  case_review: {
    assessment_id: string;
    unit: string;
    verdicts: string;
    conclusion: string;
    saved_at: string;
    saved_by: string;
    facts: string | null;
    hash: string | null;
  };
  measure_step: {
    id: string;
    measure_id: string;
    position: number;
    at: string;
    by: string;
    action: string;
    text: string;
    owner: string | null;
    due_on: string | null;
    remind_on: string | null;
    done_on: string | null;
  };
  measure_proof: { id: string; step_id: string; name: string; size: number; sha256: string };
  case_document_content: { sha256: string; content: Uint8Array };
  case_document: {
    id: string;
    assessment_id: string;
    step_id: string;
    phase: string;
    document_id: string;
    name: string;
    size: number;
    sha256: string;
    added_at: string;
    added_by: string;
  };
  audit: {
    seq: ColumnType<number, number, never>;
    at: string;
    actor: string;
    action: string;
    subject: string;
    details: string;
    previous_hash: string;
    hash: string;
  };
  /** One row: where the chain ends, so that a cut tail is noticed. */
  audit_head: { id: number; seq: number; hash: string };
}
