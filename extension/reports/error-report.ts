import type { ErrorReport, ReportFrame, ReportPlace } from '../../core/contract/report.ts'
import { messageShape } from './message-shapes.ts'

/** The language's, the browser's and our libraries' own. Any other name may be made of what somebody wrote. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError ' +
    'AbortError ConstraintError DataCloneError DataError EncodingError HierarchyRequestError InvalidAccessError ' +
    'InvalidCharacterError InvalidModificationError InvalidNodeTypeError InvalidStateError NamespaceError NetworkError ' +
    'NotAllowedError NotFoundError NotReadableError NotSupportedError OperationError QuotaExceededError ReadOnlyError ' +
    'SecurityError TimeoutError TransactionInactiveError UnknownError VersionError WrongDocumentError ' +
    'ZodError InvalidPDFException PasswordException ResponseException UnknownErrorException'
  ).split(' '),
)
/** As the build calls its files; see `ReportFrame`. */
const FILE = /^(?:(?:chunks|assets|content-scripts)\/[\w.-]{1,80}|[\w-]{1,80})\.m?js$/
const MOST_FRAMES = 30

export interface Reporting {
  place: ReportPlace
  version: string
  /** Under which our own files stand, without a slash at the end: `chrome-extension://…`. */
  origin: string
}

/** What may be told of something thrown: a name, a kind of message and lines of our own code. Never what it says. */
export function errorReport(thrown: unknown, { place, version, origin }: Reporting): ErrorReport {
  // Both have a name, a message and mostly a stack; anything may be thrown, and has nothing that may be told.
  const error = thrown instanceof Error || thrown instanceof DOMException ? thrown : null
  return {
    name: error && NAMES.has(error.name) ? error.name : 'Error',
    code: error ? messageShape(error.message) : null,
    frames: error ? framesOf(error, origin) : [],
    place,
    version,
    times: 1,
  }
}

function framesOf({ stack, message }: Error | DOMException, origin: string): ReportFrame[] {
  // A stack begins with the message, and a line of that may look like one of the stack.
  const begins = stack?.indexOf(message) ?? -1
  if (!stack || begins < 0) return []
  const lines = stack.slice(begins + message.length).split('\n')
  return lines.flatMap(line => frameOf(line, `${origin}/`) ?? []).slice(0, MOST_FRAMES)
}

function frameOf(line: string, root: string): ReportFrame | null {
  const at = line.lastIndexOf(root)
  if (!/^\s+at /.test(line) || at < 0) return null
  const found = /^([^\s:()?#]+):(\d{1,7}):(\d{1,8})\)?$/.exec(line.slice(at + root.length))
  if (!found || !FILE.test(found[1]!) || Number(found[2]) === 0) return null
  return { file: found[1]!, line: Number(found[2]), column: Number(found[3]) }
}
