import type { Fixtures } from '#/domain/incidents/detection/fixture.ts';
import { fixtures as awsFinding } from '#/domain/incidents/detection/rules/aws-finding.fixtures.ts';
import { fixtures as breakGlassMisuse } from '#/domain/incidents/detection/rules/break-glass-misuse.fixtures.ts';
import { fixtures as bulkReads } from '#/domain/incidents/detection/rules/bulk-reads.fixtures.ts';
import { fixtures as bulkRecords } from '#/domain/incidents/detection/rules/bulk-records.fixtures.ts';
import { fixtures as canaryRecord } from '#/domain/incidents/detection/rules/canary-record.fixtures.ts';
import { fixtures as consentLedgerBreak } from '#/domain/incidents/detection/rules/consent-ledger-break.fixtures.ts';
import { fixtures as crossInstanceId } from '#/domain/incidents/detection/rules/cross-instance-id.fixtures.ts';
import { fixtures as disabledLogging } from '#/domain/incidents/detection/rules/disabled-logging.fixtures.ts';
import { fixtures as failedSignIns } from '#/domain/incidents/detection/rules/failed-sign-ins.fixtures.ts';
import { fixtures as guessedPassword } from '#/domain/incidents/detection/rules/guessed-password.fixtures.ts';
import { fixtures as impossibleTravel } from '#/domain/incidents/detection/rules/impossible-travel.fixtures.ts';
import { fixtures as newDevice } from '#/domain/incidents/detection/rules/new-device.fixtures.ts';
import { fixtures as privilegeChange } from '#/domain/incidents/detection/rules/privilege-change.fixtures.ts';
import { fixtures as unusualExport } from '#/domain/incidents/detection/rules/unusual-export.fixtures.ts';

/** What stands beside each rule, by the rule's id. */
export const fixturesByRule: Readonly<Record<string, Fixtures>> = {
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
