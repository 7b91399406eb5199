import { readBrowseList } from '../../core/channel/browse-list.ts'
import { readFeed } from '../../core/channel/feed.ts'
import { listRequest } from '../../core/channel/requests.ts'
import { resolvedChannel, resolvedElsewhere } from '../../core/channel/resolved.ts'
import { boundedText } from '../capture/bounded-body.ts'
import { clientVersionIn } from '../capture/youtube/client-version.ts'
import { getPanel } from '../capture/youtube/get-panel.ts'
import { refusal } from '../capture/youtube/refusal.ts'
import type { YoutubeAnswer, YoutubeQuestion } from './youtube-answer.ts'

const answerBytes = 16 * 1024 * 1024

/**
 * Runs in a tab of YouTube, apart from its page's scripts: the question is the page's own, in the creator's session.
 * One question a call; when the next may be asked is for the caller to say. Never rejects.
 */
export async function askYoutube(
  question: YoutubeQuestion,
  { page, fetch, now }: { page: Document; fetch: typeof globalThis.fetch; now: () => number },
): Promise<YoutubeAnswer> {
  try {
    if (question.ask === 'feed') return await feed(question.channelId, fetch, now)
    const clientVersion = clientVersionIn(page)
    if (!clientVersion) return { is: 'no_client' }
    if (question.ask === 'words') {
      const { videoId, hl, lengthMs } = question
      const found = await getPanel(videoId, { fetch, clientVersion, hl, lengthMs, now })
      return found.refused ? { is: 'refused', ...found.refused } : { is: 'words', found }
    }
    const { path, body } = listRequest(question.question, clientVersion)
    const answer = await fetch(`https://www.youtube.com${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await boundedText(answer, answerBytes)
    if (text === null) return { is: 'unreadable', detail: 'YouTube’s list was too large to read.' }
    // An address that leads nowhere is answered 404, which is an answer.
    if (question.question.ask === 'channel' && answer.status === 404)
      return { is: 'channel', id: null, elsewhere: null }
    const refused = refusal(answer, text, now())
    if (refused?.refused) return { is: 'refused', ...refused.refused }
    if (refused) return { is: 'unreadable', detail: refused.detail ?? 'YouTube did not answer.' }
    const json: unknown = JSON.parse(text)
    return question.question.ask === 'channel'
      ? { is: 'channel', id: resolvedChannel(json), elsewhere: resolvedElsewhere(json) }
      : { is: 'list', list: readBrowseList(json, question) }
  } catch (error) {
    return error instanceof SyntaxError
      ? { is: 'unreadable', detail: 'YouTube’s answer could not be read.' }
      : { is: 'unreached' }
  }
}

async function feed(
  channelId: string,
  fetch: typeof globalThis.fetch,
  now: () => number,
): Promise<YoutubeAnswer> {
  const address = `https://www.youtube.com/feeds/videos.xml?channel_id=${encodeURIComponent(channelId)}`
  const answer = await fetch(address, { credentials: 'same-origin' })
  const text = await boundedText(answer, answerBytes)
  if (answer.status === 429)
    return { is: 'refused', ...(refusal(answer, '', now())?.refused ?? { status: 429, retryAfterMs: null }) }
  return { is: 'feed', feed: answer.ok && text !== null ? readFeed(text) : null }
}
