import type { TransactionSql } from 'postgres'
import { newId } from '../../../core/contract/id.ts'
import {
  Voice,
  VoiceDetail,
  type VoiceDraft,
  type VoiceEdit,
  type VoiceFile,
  VoiceVersion,
} from '../../../core/contract/voice.ts'
import type { VoiceProfile } from '../../../core/contract/voice-profile.ts'
import type { Database } from '../../../server/db/database.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { insertVersion } from '../../../server/voices/versions-store.ts'
import { captionRows, type Style, speech, subjects } from '../../fixtures/voice/speech.ts'
import { mintCaller, openApi } from './api.ts'
import { testRuns } from './runs.ts'

export const CHANNEL = 'UCabcdefghijklmnopqrstuv'
export const OTHER_CHANNEL = 'UC0123456789-_0123456789'

/** Eleven characters that tell one from another. */
export const videoId = (n: number): string => `video${n}`.padEnd(11, '_')

export const draft = (videos: number[] = [1, 2, 3], changes: Partial<VoiceDraft> = {}): VoiceDraft => ({
  name: 'Explainer',
  channelId: CHANNEL,
  kind: 'explainer',
  language: null,
  videos: videos.map(n => ({ videoId: videoId(n), cuts: [] })),
  ...changes,
})

export const edit = (id: string, changes: Partial<VoiceEdit> = {}): VoiceEdit => ({
  id,
  value: null,
  note: null,
  locked: false,
  muted: false,
  ...changes,
})

const band = (p50: number) => ({ p10: p50 - 1, p50, p90: p50 + 1 })

/** A small profile that is whole: of three videos, with one trait and one phrase. */
export const profile = (changes: Partial<VoiceProfile> = {}): VoiceProfile => ({
  format: 1,
  language: 'en',
  readiness: 'provisional',
  words: 1_200,
  measuredAt: '2026-11-20T12:00:00.000Z',
  videos: [1, 2, 3].map(n => ({
    videoId: videoId(n),
    title: `About ${n}`,
    published: '2024-05-01T00:00:00.000Z',
    words: 400,
    durationMs: 140_000,
    units: [12, 9, 20],
    unitKind: 'sentences',
    pace: [{ ms: 0, wpm: 171.5 }],
    ownScore: 1.25,
    doubts: [],
  })),
  leftOut: [],
  traits: [
    {
      id: 'so',
      group: 'words',
      label: 'You say “so”',
      unit: 'per 100 words',
      value: 2.1,
      spread: { sd: 0.3, p10: 1.8, p90: 2.5 },
      sample: { videos: 3, words: 1_200 },
      perVideo: [{ videoId: videoId(1), value: 2.1 }],
      others: [0.4, 0.9],
      z: 2.8,
      estimated: false,
      examples: [{ videoId: videoId(1), startMs: 1_000, quote: 'So, the moon pulls' }],
    },
  ],
  phrases: [
    {
      text: 'you know',
      count: 12,
      videos: 3,
      per1000: 10,
      capPer1000: 14,
      z: 8.2,
      g2: 44,
      logRatio: 2.1,
      topical: false,
      examples: [],
    },
  ],
  hooks: [],
  openers: [],
  transitions: [],
  closers: [],
  avoid: [{ text: 'delve', modelsPer1000: 0.8, yoursPer1000: 0 }],
  passages: [],
  model: {
    ...{ format: 1, background: 'test', words: 1_200, videos: 3, counts: [1, 2, 3], prints: '' },
    bands: [{ words: 100, surplus: -2.5, own: band(1), others: band(-1), models: band(-2) }],
  },
  missing: [],
  ...changes,
})

export const voiceFile = (changes: Partial<VoiceFile> = {}): VoiceFile => ({
  ownwordsVoice: 1,
  exportedAt: '2026-11-21T12:00:00.000Z',
  voice: draft(),
  profile: profile(),
  edits: [],
  ...changes,
})

/** Stores a channel with videos that talk for about so many words each; 0: words were never fetched. */
export async function storeChannel(
  database: Database,
  accountId: string,
  words: number[],
  { id = CHANNEL, style = 'chatty' }: { id?: string; style?: Style } = {},
): Promise<void> {
  await asAccount(database, accountId, async tx => {
    await tx`insert into channel (account_id, id, title, url, listed_at, complete)
      values (${accountId}, ${id}, 'Sea School', 'https://www.youtube.com/@sea', now(), true)`
    for (const [place, count] of words.entries()) {
      const n = place + 1
      await tx`insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, published, exact)
        values (${accountId}, ${id}, ${videoId(n)}, ${place}, now(), ${`About ${n}`}, 'video', '2024-05-01', true)`
      if (count > 0) await setWords(tx, n, speech(style, subjects[place % subjects.length]!, count, n), id)
    }
  })
}

/** Gives a video of the channel these words, as captions. */
export async function setWords(tx: TransactionSql, n: number, text: string, id = CHANNEL): Promise<void> {
  const rows = captionRows(text)
  const segments = rows.map((row, place) => ({
    startMs: row.second * 1_000,
    endMs: (rows[place + 1]?.second ?? row.second + 3) * 1_000,
    text: row.text,
  }))
  const hash = newId().replaceAll('-', '').repeat(2)
  await tx`
    update channel_video
    set transcript = ${tx.json({ language: 'en', kind: 'manual', segments })}, content_hash = ${hash}, outcome = 'ok',
        words = ${text.split(' ').length}, fetched_at = now()
    where channel_id = ${id} and video_id = ${videoId(n)}`
}

/** An account with a channel of four videos, three of which have words, and what it asks of its voices. */
export async function voiceCreator() {
  const api = await openApi()
  const { database, runs } = await testRuns()
  const { token, accountId } = await mintCaller()
  await storeChannel(database, accountId, [120, 120, 120, 0])
  const ask = (path: string, method = 'GET', json?: unknown) => api.ask(path, { method, token, json })
  const parsed = async <Value>(shape: { parse(value: unknown): Value }, asked: Promise<Response>) => {
    const answer = await asked
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return shape.parse(await answer.json())
  }
  return {
    api,
    database,
    runs,
    accountId,
    token,
    ask,
    put: (id: string, of: VoiceDraft) => parsed(Voice, ask(`/voices/${id}`, 'PUT', of)),
    get: (id: string) => parsed(VoiceDetail, ask(`/voices/${id}`)),
    list: async () =>
      ((await (await ask('/voices')).json()) as { voices: unknown[] }).voices.map(each => Voice.parse(each)),
    version: (id: string, n: number) => parsed(VoiceVersion, ask(`/voices/${id}/versions/${n}`)),
    /** A voice with one version, as a measuring leaves it. */
    async measured(of: Partial<VoiceProfile> = {}): Promise<string> {
      const id = newId()
      await this.put(id, draft())
      await this.measure(id, of)
      return id
    },
    /** One more version, as a measuring leaves it. */
    measure: (id: string, of: Partial<VoiceProfile> = {}, edits: VoiceEdit[] = []): Promise<number> => {
      const made = profile(of)
      const { readiness } = made
      const version = { cause: 'measured' as const, says: 'Measured', readiness, profile: made, edits }
      return asAccount(database, accountId, tx => insertVersion(tx, accountId, id, version))
    },
    edit: (id: string, base: number, edits: VoiceEdit[], says = 'Edited') =>
      ask(`/voices/${id}/edits`, 'POST', { base, edits, says }),
    restore: (id: string, n: number) => ask(`/voices/${id}/versions/${n}/restore`, 'POST', {}),
    file: (id: string, of: unknown) => ask(`/voices/${id}/file`, 'PUT', of),
  }
}
