import { ChannelListing, ServerTranscript } from '../../core/contract/channel.ts'
import { ApiError } from '../http/problem.ts'
import { fetchTranscript } from './fetch-transcript.ts'
import { openInnertube } from './innertube.ts'
import { listChannel, NoChannel } from './list-channel.ts'
import type { Outside } from './outside.ts'
import { politeFetch } from './polite-fetch.ts'
import { resolveChannel } from './resolve-channel.ts'
import { Unanswered } from './unanswered.ts'

export interface YoutubeDeps extends Outside {
  /** Milliseconds since 1970. */
  clock: () => number
  signal: AbortSignal
}

/** What the routes ask. Whatever went wrong is an `ApiError` that says what to do and holds no word of YouTube's answer. */
export const askYoutube = {
  list: (address: string, deps: YoutubeDeps): Promise<ChannelListing> =>
    told(deps.signal, async () => {
      const fetch = politeFetch(deps.fetch, deps.signal)
      const innertube = await openInnertube(fetch)
      const id = await resolveChannel(address, innertube)
      if (id === 'no_address') throw noAddress()
      if (id === null) throw noChannel('')
      const listing = await listChannel(id, { ...deps, fetch, innertube, random: Math.random })
      return ChannelListing.parse(listing)
    }),

  words: (videoId: string, language: string | null, deps: YoutubeDeps): Promise<ServerTranscript> =>
    told(deps.signal, async () => {
      const fetch = politeFetch(deps.fetch, deps.signal)
      try {
        const innertube = await openInnertube(fetch)
        return ServerTranscript.parse(await fetchTranscript(videoId, language, { innertube, fetch }))
      } catch (error) {
        if (!(error instanceof Unanswered && error.wantsRest)) throw error
        const detail =
          'YouTube asks this server to wait before more captions are fetched. Clip the video in your own browser.'
        return { outcome: 'rate_limited', detail, transcript: null, sounds: 0 }
      }
    }),
}

async function told<Answer>(signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (signal.aborted)
      throw new ApiError('shutting_down', 'This was stopped before YouTube answered. Try again.')
    if (error instanceof NoChannel) throw noChannel(error.message)
    if (error instanceof Unanswered) throw unanswered(error)
    throw error
  }
}

function unanswered({ why, status }: Unanswered): ApiError {
  if (why === 'unreached')
    return new ApiError(
      'youtube_failed',
      'YouTube could not be reached from this server. Try again in a moment.',
    )
  if (why === 'unreadable')
    return new ApiError(
      'youtube_failed',
      'YouTube answered in a way that this version of Ownwords cannot read. Your own browser may still do it; else update the server.',
    )
  return new ApiError(
    'youtube_failed',
    `YouTube refuses this server for now${status && status >= 300 ? ` (${status})` : ''}. Use your own browser, or try again in some minutes.`,
  )
}

const noAddress = (): ApiError => {
  const message = 'This is no channel: write its handle (@name), its address on youtube.com or its id (UC…).'
  return new ApiError('invalid_request', message, { fields: [{ path: 'address', message }] })
}

const noChannel = (said: string): ApiError =>
  new ApiError(
    'not_found',
    `YouTube has no channel there${said ? `, and says: “${said.slice(0, 200)}”` : ''}. Check how its handle or address is written.`,
  )
