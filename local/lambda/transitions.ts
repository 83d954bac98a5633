import { AwsError } from '#/local/aws/service.ts';
import type { OperationStatus, OperationType, OperationUpdate, TrackedOperation } from './operation.ts';

type Before = OperationStatus | 'new';
type Action = OperationUpdate['Action'];

const open: readonly Before[] = ['new', 'STARTED', 'READY'];

/** From which status an action may be taken; what is not here may not be taken at all. */
const transitions: Readonly<Record<OperationType, { readonly [A in Action]?: readonly Before[] }>> = {
  EXECUTION: { SUCCEED: ['STARTED'], FAIL: ['STARTED'] },
  CONTEXT: { START: ['new'], SUCCEED: ['new', 'STARTED'], FAIL: ['new', 'STARTED'] },
  STEP: { START: ['new', 'READY'], SUCCEED: open, FAIL: open, RETRY: open },
  WAIT: { START: ['new'], CANCEL: ['STARTED'] },
  CALLBACK: { START: ['new'] },
  CHAINED_INVOKE: { START: ['new'] },
};

/** The option that an action cannot do without. */
const required: Readonly<Record<string, keyof OperationUpdate>> = {
  'STEP RETRY': 'StepOptions',
  'WAIT START': 'WaitOptions',
  'CHAINED_INVOKE START': 'ChainedInvokeOptions',
};

/** Lambda's limits. */
const PAYLOAD_BYTES = 256 * 1024;
const ERROR_BYTES = 32 * 1024;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

function requireSizes({ Id, Type, Payload = '', Error: error }: OperationUpdate): void {
  if (Type !== 'EXECUTION' && Buffer.byteLength(Payload) > PAYLOAD_BYTES) {
    throw invalid(`The payload of the ${Type} ${Id} is larger than ${PAYLOAD_BYTES} bytes.`);
  }
  if (error !== undefined && Buffer.byteLength(JSON.stringify(error)) > ERROR_BYTES) {
    throw invalid(`The error of the ${Type} ${Id} is larger than ${ERROR_BYTES} bytes.`);
  }
}

function requireParts(update: OperationUpdate): void {
  const { Id, Type, Action, Payload, Error: error } = update;
  const option = required[`${Type} ${Action}`];
  if (option !== undefined && update[option] === undefined)
    throw invalid(`${Action} of the ${Type} ${Id} needs ${option}.`);
  if (error !== undefined && Payload !== undefined) throw invalid(`The ${Type} ${Id} has both a payload and an error.`);
  if (error !== undefined && Action === 'SUCCEED') throw invalid(`SUCCEED of the ${Type} ${Id} has an error.`);
  if (Payload !== undefined && Action === 'FAIL') throw invalid(`FAIL of the ${Type} ${Id} has a payload.`);
}

/**
 * Whether an update may follow what is there; `parent` is the operation that it names as its parent.
 * @throws AwsError as Lambda does, which ends the execution
 */
export function requireTransition(
  found: TrackedOperation | undefined,
  parent: TrackedOperation | undefined,
  update: OperationUpdate,
): void {
  const { Id, Type, Action, ParentId } = update;
  if (found !== undefined && found.operation.Type !== Type) throw invalid(`The operation ${Id} is no ${Type}.`);
  const before: Before = found?.operation.Status ?? 'new';
  if (!transitions[Type][Action]?.includes(before))
    throw invalid(`${Action} cannot follow ${before} of the ${Type} ${Id}.`);
  if (ParentId !== undefined && parent?.operation.Type !== 'CONTEXT')
    throw invalid(`The parent of ${Id} is no CONTEXT.`);
  requireParts(update);
  requireSizes(update);
}
