import { describe, expect, it } from 'vitest'
import { ErrorReport } from '../../../core/contract/report.ts'
import { errorReport } from '../../../extension/reports/error-report.ts'

const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
const of = { place: 'panel', version: '1.4.0', origin } as const
const PLANTED = ['Ada', 'tide', 'sea.example', '0198f3c2', 'ow_secret', 'Why your street floods']

/** An error with the stack that V8 gives it. */
function thrown(name: string, message: string, ...lines: string[]): Error {
  const error = new Error(message)
  error.name = name
  error.stack = [`${name}: ${message}`, ...lines.map(line => `    at ${line}`)].join('\n')
  return error
}

function told(error: unknown) {
  const report = errorReport(error, of)
  // All of it passes the shape that the server takes.
  expect(ErrorReport.parse(report)).toEqual(report)
  const said = JSON.stringify(report).toLowerCase()
  expect(PLANTED.filter(word => said.includes(word.toLowerCase()))).toEqual([])
  return report
}

it('is a name, a kind of message and lines of our own code, the innermost first', () => {
  const error = thrown(
    'TypeError',
    "Cannot read properties of undefined (reading 'Ada on the tide')",
    `adasTide (${origin}/chunks/edit-sentence-BkQ2v1Xd.js:1:40213)`,
    `async Promise.all (index 0)`,
    `async https://sea.example/Ada/tide.js:1:2`,
    `new Tide (${origin}/background.js:2:9120)`,
    `${origin}/assets/read-pdf.worker-9.mjs:17:1`,
    `async ${origin}/chunks/main-a.b_c-1.js:3:4`,
  )
  expect(told(error)).toEqual({
    name: 'TypeError',
    code: 'nothing_read',
    frames: [
      { file: 'chunks/edit-sentence-BkQ2v1Xd.js', line: 1, column: 40_213 },
      { file: 'background.js', line: 2, column: 9_120 },
      { file: 'assets/read-pdf.worker-9.mjs', line: 17, column: 1 },
      { file: 'chunks/main-a.b_c-1.js', line: 3, column: 4 },
    ],
    ...{ place: 'panel', version: '1.4.0', times: 1 },
  })
})

describe('words stay here', () => {
  it.each([
    ['of a message', thrown('Error', 'Ada wrote of the tide', `${origin}/background.js:1:1`)],
    ['of a name', thrown('AdaTideError', 'x')],
    ['of a message that looks like a stack', thrown('Error', `x\n    at ${origin}/chunks/Ada-tide.js:1:1`)],
    ['of a function', thrown('Error', 'x', `Why your street floods (${origin}/background.js:1:1)`)],
    ['of an address behind our own file', thrown('Error', 'x', `${origin}/background.js?Ada#tide:1:1`)],
    ['of a page of ours', thrown('Error', 'x', `f (${origin}/sidepanel.html?project=0198f3c2:1:1)`)],
    ['of a folder that the build does not know', thrown('Error', 'x', `${origin}/Ada/tide.js:1:1`)],
    ['of another extension', thrown('Error', 'x', 'chrome-extension://tide/chunks/Ada.js:1:1')],
    ['of a page', thrown('Error', 'x', 'https://sea.example/chunks/tide.js:1:1')],
    [
      'of code made of text',
      thrown('Error', 'x', 'eval at Ada (https://sea.example/a.js:1:1), <anonymous>:1:1'),
    ],
    ['of what answered', thrown('SyntaxError', `Unexpected token 'A', "Ada on the tide" is not valid JSON`)],
    ['of a request', new TypeError('Failed to fetch https://sea.example/tide?token=ow_secret')],
    ['of a thing that was thrown', { name: 'Ada', code: 'tide', message: 'sea.example' }],
    ['that were thrown', 'Ada on the tide'],
    ['of the browser', new DOMException('No tide for Ada', 'QuotaExceededError')],
  ])('%s', (_, error) => {
    told(error)
  })

  it('also where the stack does not say its message any more: then nobody can tell where its lines begin', () => {
    const error = thrown('Error', `x\n    at ${origin}/Ada.js:1:1`, `${origin}/background.js:1:1`)
    error.message = 'Another one'
    expect(told(error).frames).toEqual([])
  })
})

it.each([
  ['Failed to fetch', 'fetch_failed'],
  [`Failed to fetch dynamically imported module: ${origin}/chunks/a.js`, 'chunk_not_loaded'],
  ["Cannot set properties of null (setting 'tide')", 'nothing_changed'],
  ['ada.tide is not a function', 'not_a_function'],
  ['ada is not defined', 'not_defined'],
  ['Unexpected end of JSON input', 'not_json'],
  ['Extension context invalidated.', 'extension_replaced'],
  ['Could not establish connection. Receiving end does not exist.', 'nobody_listens'],
  ['No tab with id: 1202.', 'no_tab'],
  ["Failed to execute 'put' on 'IDBObjectStore': tide", 'refused_by_browser'],
  ["Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.", 'disk_closing'],
  ['Ada says that her tide is not defined here', null],
])('calls “%s” %s', (message, code) => {
  expect(told(new Error(message)).code).toBe(code)
})

it('keeps the names that are the browser’s', () => {
  expect(told(new DOMException('x', 'QuotaExceededError')).name).toBe('QuotaExceededError')
  expect(told(new RangeError('Maximum call stack size exceeded'))).toMatchObject({
    ...{ name: 'RangeError', code: 'call_stack' },
  })
})

it('has no more lines than the server takes', () => {
  const deep = Array.from({ length: 80 }, (_, n) => `f (${origin}/background.js:${n + 1}:1)`)
  expect(told(thrown('RangeError', 'x', ...deep)).frames).toHaveLength(30)
})
