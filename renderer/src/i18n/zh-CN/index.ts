import { assessment } from './assessment.ts';
import { audit } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { intake } from './intake.ts';
import { rejects } from './rejects.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { ui } from './ui.ts';

/** One file per area; the keys of an area start with its name. */
export const zh = { assessment, audit, catalogue, common, errors, frame, home, intake, rejects, reports, session, ui };
