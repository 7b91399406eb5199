import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { isOver, Run } from '../../../core/contract/run.ts'
import { VoiceDetail } from '../../../core/contract/voice.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { captionRows, speech, subjects } from '../../fixtures/voice/speech.ts'
import { freePort } from '../../support/free-port.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch, pairedHeaders, type ServerProcess, untilReady } from '../support/process.ts'
import { CHANNEL, draft, videoId } from '../support/voices.ts'

const VIDEOS = 30

it('a process that is killed while it measures a voice goes on with it when it is back', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ownwords-voice-'))
  const fresh = await freshDatabaseUrl()
  const environment = {
    OWNWORDS_DATA: dataFolder,
    PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
    ...(databaseKind === 'server' && { DATABASE_URL: fresh.url }),
  }
  let server = launch('main', environment)
  try {
    await untilReady(server)
    const ask = await paired(server)
    await tellChannel(ask)
    const [id, runId] = [newId(), newId()]
    await ask(`/voices/${id}`, 'PUT', draft(Array.from({ length: VIDEOS }, (_, n) => n + 1)))
    await ask(`/voices/${id}/profile`, 'POST', { id: runId })
    const run = async () => Run.parse(await ask(`/runs/${runId}`))
    await until(async () => ((await run()).progress?.done ?? 0) > 2)
    server.child.kill('SIGKILL')
    await server.ended

    server = launch('main', environment)
    await untilReady(server)
    await until(async () => isOver((await run()).state))
    expect(await run()).toMatchObject({ state: 'done', attempt: 2, error: null })
    const { voice, current } = VoiceDetail.parse(await ask(`/voices/${id}`))
    expect(voice).toMatchObject({ version: 1, readiness: 'ready', stale: false, runId: null })
    expect(current!.profile.videos).toHaveLength(VIDEOS)
    expect(current!.profile.leftOut).toEqual([])
  } finally {
    server.child.kill('SIGKILL')
    await server.ended
    await fresh.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}, 120_000)

type Asking = (path: string, method?: string, json?: unknown) => Promise<unknown>

async function paired(server: ServerProcess): Promise<Asking> {
  const headers = await pairedHeaders(server)
  return async (path, method = 'GET', json) => {
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
}

/** The channel and the words of its videos, as the panel sends them. */
async function tellChannel(ask: Asking): Promise<void> {
  const numbers = Array.from({ length: VIDEOS }, (_, n) => n + 1)
  const at = '2026-11-20T12:00:00.000Z'
  await ask(`/channels/${CHANNEL}`, 'PUT', {
    id: CHANNEL,
    title: 'Sea School',
    handle: null,
    url: `https://www.youtube.com/channel/${CHANNEL}`,
    listedAt: at,
    complete: true,
    videos: numbers.map(n => ({
      videoId: videoId(n),
      title: `About ${n}`,
      kind: 'video',
      published: null,
      exact: false,
      durationMs: null,
      views: null,
    })),
  })
  for (const n of numbers) {
    const rows = captionRows(speech('chatty', subjects[n % subjects.length]!, 3_000, n))
    const transcript = {
      language: 'en',
      kind: 'manual' as const,
      segments: rows.map(({ second, text }, place) => ({
        startMs: second * 1_000,
        endMs: (rows[place + 1]?.second ?? second + 3) * 1_000,
        text,
      })),
    }
    await ask(`/channels/${CHANNEL}/videos/${videoId(n)}`, 'PUT', {
      outcome: 'ok',
      receipt: { by: 'file', legs: [], words: 3_000, leftOut: [] },
      transcript,
      chapters: [],
      fetchedAt: at,
      contentHash: await contentHash(transcriptText(transcript).text),
    })
  }
}

async function until(there: () => Promise<boolean>): Promise<void> {
  const patience = performance.now() + 60_000
  while (!(await there())) {
    if (performance.now() > patience) throw new Error('It took longer than a minute.')
    await sleep(10)
  }
}
