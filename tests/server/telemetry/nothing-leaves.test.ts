import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { createLog } from '../../../server/log.ts'
import { openErrorReports } from '../../../server/telemetry/error-reports.ts'
import { reducedTo, type SpanExporter } from '../../../server/telemetry/exported.ts'
import { hearErrors } from '../../../server/telemetry/logged-errors.ts'
import { plainError } from '../../../server/telemetry/plain-error.ts'
import { otlpCollector } from '../../support/otlp-collector.ts'

const WORD = 'thistlequern'
const refusedBy = () =>
  Object.assign(new Error(`invalid input syntax for type uuid: "${WORD}"`), {
    ...{ name: 'PostgresError', code: '22P02', severity: 'ERROR', detail: WORD, where: WORD, query: WORD },
  })

afterEach(() => hearErrors(null))

it('exports of a span what is named, and no message, statement, stack or address', () => {
  const exported: unknown[] = []
  const exporter: SpanExporter = {
    export: spans => exported.push(...spans),
    shutdown: async () => {},
  }
  const span = {
    name: 'process ingest',
    attributes: { 'http.route': '/sources/:id', 'url.full': `https://a/${WORD}`, 'db.query.text': WORD },
    events: [
      {
        name: 'exception',
        attributes: {
          'exception.type': 'PostgresError',
          'exception.message': WORD,
          'exception.stacktrace': WORD,
        },
      },
    ],
    links: [{ context: { traceId: 'a', spanId: 'b', traceFlags: 1 }, attributes: { word: WORD } }],
    status: { code: 2, message: `invalid input "${WORD}"` },
  }
  reducedTo(exporter).export([span] as never, () => {})
  const { name, attributes, events, links, status } = exported[0] as typeof span
  expect({ name, attributes, events, links, status }).toEqual({
    name: 'process ingest',
    attributes: { 'http.route': '/sources/:id' },
    events: [{ name: 'exception', attributes: { 'exception.type': 'PostgresError' } }],
    links: [{ context: { traceId: 'a', spanId: 'b', traceFlags: 1 } }],
    status: { code: 2 },
  })
})

it('tells of an error its name, its code and where in our code it was', () => {
  const told = plainError(refusedBy())
  expect(told).toMatchObject({ name: 'PostgresError', code: '22P02' })
  expect(told.frames[0]).toMatchObject({
    file: 'tests/server/telemetry/nothing-leaves.test.ts',
    in: 'refusedBy',
    line: expect.any(Number),
  })
  expect(JSON.stringify(told)).not.toContain(WORD)
  expect(plainError(WORD)).toEqual({ name: 'Error', code: null, frames: [] })
  expect(plainError({ name: `${WORD} and more`, code: `a ${WORD}` })).toMatchObject({
    name: 'Error',
    code: null,
  })
})

it('reports what is logged as an error, without what the error says', async () => {
  const sentry = await otlpCollector()
  try {
    const reports = await openErrorReports(
      { dsn: `${sentry.endpoint.replace('//', '//key@')}/1`, environment: 'staging' },
      '1.2.3',
    )
    hearErrors(reports.ofServer)
    const log = createLog('info', { write() {} }).child({ kind: 'ingest', runId: WORD })
    log.error({ err: refusedBy(), left: 3 }, 'the run failed without words')
    log.warn({ err: refusedBy() }, 'only a warning')
    await reports.close(2_000)
    expect(sentry.received).toHaveLength(1)
    const { bytes } = sentry.received[0]!
    for (const part of [
      'PostgresError',
      '22P02',
      'the run failed without words',
      'ownwords@1.2.3',
      'staging',
      'ingest',
    ])
      expect(bytes).toContain(part)
    expect(bytes).not.toContain(WORD)
  } finally {
    sentry.close()
  }
})

it('hears nothing where nothing is configured', () => {
  let written = ''
  createLog('info', { write: line => (written += line) }).error({ err: refusedBy() }, 'queue')
  expect(JSON.parse(written)).toMatchObject({ msg: 'queue', level: pino.levels.values.error })
})
