import { rule as awsFinding } from './rules/aws-finding.ts';
import { rule as breakGlassMisuse } from './rules/break-glass-misuse.ts';
import { rule as bulkReads } from './rules/bulk-reads.ts';
import { rule as bulkRecords } from './rules/bulk-records.ts';
import { rule as canaryRecord } from './rules/canary-record.ts';
import { rule as consentLedgerBreak } from './rules/consent-ledger-break.ts';
import { rule as crossInstanceId } from './rules/cross-instance-id.ts';
import { rule as disabledLogging } from './rules/disabled-logging.ts';
import { rule as failedSignIns } from './rules/failed-sign-ins.ts';
import { rule as guessedPassword } from './rules/guessed-password.ts';
import { rule as impossibleTravel } from './rules/impossible-travel.ts';
import { rule as newDevice } from './rules/new-device.ts';
import { rule as privilegeChange } from './rules/privilege-change.ts';
import { rule as unusualExport } from './rules/unusual-export.ts';

/** Every rule by the name of its file, as it stands there: `loadRules` reads them. */
export const ruleFiles: Readonly<Record<string, unknown>> = {
  'aws-finding': awsFinding,
  'break-glass-misuse': breakGlassMisuse,
  'bulk-reads': bulkReads,
  'bulk-records': bulkRecords,
  'canary-record': canaryRecord,
  'consent-ledger-break': consentLedgerBreak,
  'cross-instance-id': crossInstanceId,
  'disabled-logging': disabledLogging,
  'failed-sign-ins': failedSignIns,
  'guessed-password': guessedPassword,
  'impossible-travel': impossibleTravel,
  'new-device': newDevice,
  'privilege-change': privilegeChange,
  'unusual-export': unusualExport,
};
