import type { panelContract } from '#shared/contract/panel.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { ballotView, invitations, saveBallot, submitBallot } from './ballots.ts';
import { adopt, closeRound, experts, openRound, setUp } from './rounds.ts';
import { panelView, rawBallots } from './view.ts';
import { exportWorkbook } from './workbook/export.ts';
import { importWorkbook } from './workbook/import.ts';

export const panelHandlers: Handlers<typeof panelContract> = {
  'panel.get': ({ id }, context) => panelView(context, id),
  'panel.experts': (_input, context) => experts(context),
  'panel.setUp': ({ id, settings, members }, context) => setUp(context, id, settings, members),
  'panel.openRound': ({ id }, context) => openRound(context, id),
  'panel.closeRound': ({ id }, context) => closeRound(context, id),
  'panel.adopt': ({ id, round }, context) => adopt(context, id, round),
  'panel.exportWorkbook': ({ id, member, save, language }, context) => exportWorkbook(context, { id, member, language }, context.grants.path(save, 'write')),
  'panel.importWorkbook': ({ id, file }, context) => importWorkbook(context, id, context.grants.path(file, 'read')),
  'panel.rawBallots': ({ id }, context) => rawBallots(context, id),
  'panel.invitations': (_input, context) => invitations(context),
  'panel.ballot': ({ id }, context) => ballotView(context, id),
  'panel.saveBallot': ({ id, round, ballot }, context) => saveBallot(context, id, round, ballot),
  'panel.submitBallot': ({ id, round, ballot }, context) => submitBallot(context, id, round, ballot),
};
