import { expect, test } from 'vitest'
import { ok } from '../../core/contract/result.ts'
import type { Run, RunEvent } from '../../core/contract/run.ts'
import { API_VERSION, type ServerFacts } from '../../core/contract/server.ts'
import { send } from '../../extension/api/request.ts'
import { awayWords, noteWords } from '../../extension/panel/notes/note-words.ts'
import { throughBuffers } from '../../extension/world/held-back.ts'
import { noteOn } from '../../extension/world/server-notes.ts'
import { queuedRun } from './support/loopback-server.ts'

const at = Date.UTC(2026, 10, 29, 12)
const facts = (own: Partial<ServerFacts> = {}): ServerFacts => ({
  name: 'Ownwords',
  version: '2.0.0',
  api: { newest: API_VERSION, oldest: API_VERSION },
  pairing: 'code',
  now: new Date(at).toISOString(),
  ...own,
})

test('a server that fits and whose clock agrees gives nothing to say', () => {
  expect(noteOn(facts(), at - 4 * 60_000, at)).toBeNull()
  // A slow answer is no difference of clocks.
  expect(noteOn(facts(), at - 600_000, at + 600_000)).toBeNull()
})

test('two extensions of different versions on one server: one works, the other is told what to update', () => {
  const wide = facts({ api: { newest: API_VERSION + 1, oldest: API_VERSION } })
  expect(noteOn(wide, at, at)).toBeNull()
  const newer = noteOn(facts({ api: { newest: API_VERSION + 2, oldest: API_VERSION + 1 } }), at, at)
  expect(newer).toMatchObject({ is: 'extension_old' })
  expect(noteWords(newer!, 'https://words.example').words).toBe(
    `This extension speaks version ${API_VERSION}, words.example (Ownwords 2.0.0) wants ${API_VERSION + 1} or newer. Update the extension. What you clip until then is kept here.`,
  )
  const older = noteOn(facts({ version: '0.9.0', api: { newest: API_VERSION - 1, oldest: 1 } }), at, at)
  expect(older).toMatchObject({ is: 'server_old' })
  expect(noteWords(older!, 'https://words.example').words).toContain('keeps the server can update it')
})

test.each([
  [20 * 60_000, '20 minutes ahead of'],
  [-26 * 3_600_000, '26 hours behind'],
])('clocks that are %s ms apart are told', (apart, words) => {
  const note = noteOn(facts(), at + apart, at + apart + 50)
  expect(note).toMatchObject({ is: 'clock' })
  expect(noteWords(note!, 'https://words.example').words).toContain(words)
})

test('a secure server that cannot be reached names the certificate, one of this computer its command', async () => {
  const away: typeof fetch = async () => {
    throw new TypeError('Failed to fetch')
  }
  const failed = async (server: string) => {
    const answer = await send(away, { server, token: null }, { method: 'GET', path: '/about' })
    return answer.ok ? '' : answer.error.message
  }
  expect(await failed('https://words.example')).toMatch(/certificate has expired.*open the address in a tab/)
  expect(await failed('http://127.0.0.1:8787')).toContain('npm start')
  expect(awayWords('https://words.example', false)).toMatch(/not connected to the internet/)
  expect(awayWords('https://words.example', true)).toContain('certificate')
})

const event = (seq: number, kind: 'started' | 'done'): RunEvent =>
  ({
    runId: 'r1',
    seq,
    at: '2026-11-29T12:00:00.000Z',
    kind,
    data: kind === 'done' ? { resultId: null } : { attempt: 1 },
  }) as RunEvent
const row = (lastSeq: number, own: Partial<Run> = {}) => queuedRun('r1', 'p', { lastSeq, ...own })
const soon = () => new Promise<void>(resolve => setTimeout(resolve, 1))

test('what a proxy holds back is asked for instead, and told; the run comes to its end', async () => {
  const rows = [row(0), row(2, { state: 'running' }), row(2, { state: 'running' }), row(4, { state: 'done' })]
  let asked = 0
  let stopped = false
  const { follow, heldBack } = throughBuffers({
    // It begins, and nothing comes of it.
    follow: ({ signal }) =>
      new Promise(resolve =>
        signal.addEventListener('abort', () => {
          stopped = true
          resolve({ how: 'stopped' })
        }),
      ),
    askRun: async () => ok(rows[Math.min(asked++, rows.length - 1)]!),
    wait: soon,
  })
  const moved: Run[] = []
  const end = await follow(
    { runId: 'r1', lastSeq: 0, signal: new AbortController().signal },
    () => {},
    each => moved.push(each),
  )
  expect(end).toEqual({ how: 'over' })
  expect(moved.map(each => each.state)).toEqual(['running', 'done'])
  expect(heldBack.value).toBe(true)
  await soon()
  expect(stopped).toBe(true)
})

test('a stream that speaks is not doubled, and what is let go of late is not heard twice', async () => {
  let tell: (event: RunEvent) => void = () => {}
  let end: (how: { how: 'over' }) => void = () => {}
  const { follow, heldBack } = throughBuffers({
    follow: (_, heard) => {
      tell = heard
      return new Promise(resolve => {
        end = resolve
      })
    },
    askRun: async () => ok(row(2, { state: 'running' })),
    wait: soon,
  })
  const heard: number[] = []
  const moved: number[] = []
  const following = follow(
    { runId: 'r1', lastSeq: 0, signal: new AbortController().signal },
    each => heard.push(each.seq),
    each => moved.push(each.lastSeq),
  )
  await expect.poll(() => moved).toEqual([2])
  expect(heldBack.value).toBe(true)
  tell(event(1, 'started'))
  tell(event(2, 'started'))
  expect(heard).toEqual([])
  tell(event(3, 'done'))
  expect(heldBack.value).toBe(false)
  end({ how: 'over' })
  expect(await following).toEqual({ how: 'over' })
  expect(heard).toEqual([3])
})
