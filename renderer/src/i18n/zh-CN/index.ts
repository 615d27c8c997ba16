import { assessment } from './assessment.ts';
import { audit } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { checkFields, checks } from './checks.ts';
import { common } from './common.ts';
import { decision } from './decision.ts';
import { definitions } from './definitions.ts';
import { errors } from './errors.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { intake } from './intake.ts';
import { matters } from './matters.ts';
import { measures } from './measures.ts';
import { procedure } from './procedure.ts';
import { quality } from './quality.ts';
import { rejects } from './rejects.ts';
import { reports } from './reports.ts';
import { reveal } from './reveal.ts';
import { session } from './session.ts';
import { signals } from './signals.ts';
import { stability } from './stability.ts';
import { supply } from './supply.ts';
import { timeline } from './timeline.ts';
import { ui } from './ui.ts';
import { uncertainty } from './uncertainty.ts';
import { units } from './units.ts';

/** One file per area; the keys of an area start with its name. */
export const zh = { assessment, audit, catalogue, checkFields, checks, common, decision, definitions, errors, frame, home, intake, matters, measures, procedure, quality, rejects, reports, reveal, session, signals, stability, supply, timeline, ui, uncertainty, units };
