import { measureTranscript } from '../../../core/transcript/receipt.ts'
import type { Api } from '../../api/client.ts'
import type { VideoReading } from './ladder.ts'
import type { LegYield } from './leg.ts'
import type { PlayerFacts } from './player-facts.ts'
import { spokenTracks } from './spoken-track.ts'

/** Asks a server for a video's words; null where there is none, or it may not ask YouTube. */
export type ServerWords = (videoId: string, language: string | null) => Promise<LegYield | null>

/** Leg 4: only a server whose keeper turned it on is told which video it is. */
export function serverWords(api: Pick<Api, 'capabilities' | 'transcriptByServer'>): ServerWords {
  return async (videoId, language) => {
    const can = await api.capabilities()
    if (!can.ok || !can.value.youtube.transcripts) return null
    const answer = await api.transcriptByServer(videoId, language)
    if (!answer.ok)
      return {
        outcome: 'error',
        detail: `Your server did not get the words. ${answer.error.message}`.slice(0, 500),
      }
    const { outcome, detail, transcript, sounds } = answer.value
    return { outcome, sounds, ...(detail ? { detail } : {}), ...(transcript ? { transcript } : {}) }
  }
}

/** The reading with what the server gave, where the page's own ways left words missing. */
export async function askServer(
  reading: VideoReading,
  facts: PlayerFacts | null,
  ask: ServerWords,
  now: () => number,
): Promise<VideoReading> {
  if (!facts || reading.navigated || reading.legs[0]?.outcome !== 'ok') return reading
  const lengthMs = facts.lengthSeconds * 1000
  const had = reading.transcript && measureTranscript(reading.transcript, lengthMs)
  if (had && !had.truncated) return reading
  const from = now()
  const found = await ask(facts.videoId, spokenTracks(facts)[0]?.language || null)
  if (!found) return reading
  const { transcript, sounds = 0 } = found
  const measure = transcript && measureTranscript(transcript, lengthMs)
  const outcome = measure?.truncated ? ('truncated' as const) : found.outcome
  const detail = found.detail ? { detail: found.detail } : {}
  const legs = [
    ...reading.legs,
    { leg: 'server' as const, outcome, ...detail, ms: Math.max(0, Math.round(now() - from)) },
  ]
  return transcript && measure && measure.words > (had?.words ?? 0)
    ? { ...reading, legs, by: 'server', transcript, sounds }
    : { ...reading, legs }
}
