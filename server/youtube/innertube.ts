import { Unanswered } from './unanswered.ts'

/** The questions that are put to YouTube, under `/youtubei/v1`. */
export type Endpoint = '/browse' | '/navigation/resolve_url' | '/player'

/** Asks YouTube as its own web client does, signed in as nobody. Answers come as they are: readers of ours read them. */
export interface Innertube {
  ask(endpoint: Endpoint, question: object): Promise<unknown>
}

/**
 * youtubei.js keeps the client's version and the session; its own readers of answers are left out, because one unknown
 * node breaks them, and lists from the server must be the same as lists from the browser. Nothing is asked of the
 * network here. Loaded at the first question: it is 0.5 s of start time for a feature that is mostly off.
 */
export async function openInnertube(fetch: typeof globalThis.fetch): Promise<Innertube> {
  const { Innertube, Log } = await import('youtubei.js')
  Log.setLevel(Log.Level.NONE)
  const youtube = await Innertube.create({
    generate_session_locally: true,
    retrieve_player: false,
    retrieve_innertube_config: false,
    enable_session_cache: false,
    // English, so that "3 years ago" can be read.
    lang: 'en',
    location: 'US',
    fetch,
  })
  return {
    async ask(endpoint, question) {
      try {
        return (await youtube.actions.execute(endpoint, { ...question })).data
      } catch (error) {
        throw error instanceof SyntaxError ? new Unanswered('unreadable') : error
      }
    },
  }
}
