import type { SameKeys } from '../keys.ts';
import type { common as zh } from '../zh-CN/common.ts';

export const common: SameKeys<typeof zh> = {
  appName: 'Fengqiao Workstation',
  save: 'Save',
  cancel: 'Cancel',
  retry: 'Try again',
  reset: 'Clear filters',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  missing: 'No data',
  reveal: 'Show in folder',
  comma: ', ',
  listComma: ', ',
  listSemicolon: '; ',
  unitRows: 'rows',
  level: { low: 'Low risk', medium: 'Medium risk', high: 'High risk', missing: 'Not determined' },
  grade: { minor: 'Minor', small: 'Small', general: 'General', larger: 'Larger', major: 'Major' },
  role: { admin: 'Administrator', it: 'Data manager', evaluator: 'Evaluator', expert: 'Expert', manager: 'Manager', auditor: 'Auditor' },
  state: { draft: 'Draft', submitted: 'Under review', returned: 'Returned', decided: 'Decided' },
  units: { B: 'bytes', KB: 'KB', MB: 'MB', GB: 'GB' },
};
