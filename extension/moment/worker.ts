import { createApi } from '../api/client.ts'
import type { Badge } from '../browser/badge.ts'
import type { Commands } from '../browser/commands.ts'
import type { Messages, Origin } from '../browser/messages.ts'
import type { Tab } from '../browser/tabs.ts'
import { videoIdOf } from '../capture/canonical.ts'
import type { TabAccess } from '../capture/tab-access.ts'
import { type GestureDeps, tellOutcome } from '../gestures/clip-gesture.ts'
import { diskFailure } from '../outbox/clips.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import { keepMoments, type MomentDeps } from './keep-moments.ts'
import type { Told, ToPage } from './messages.ts'
import { readTab } from './read-tab.ts'
import { momentRecords } from './records.ts'
import { type WordsDeps, wordsOfVideo } from './words-of-video.ts'

export const MOMENT_COMMAND = 'clip-moment'
/** In local storage: where the script of a watch page reads the keys. */
export const SHORTCUT_KEY = 'moment-shortcut'
/** The built script of watch pages, for tabs that were open before the extension was. */
const SCRIPT = '/content-scripts/youtube.js'

export interface MomentWorkerDeps
  extends Pick<MomentDeps, 'local' | 'alarms' | 'locks' | 'clock' | 'isOnline'>,
    Pick<GestureDeps, 'notices' | 'pause' | 'announcements'> {
  outbox: Outbox
  messages: Messages
  commands: Commands
  /** Every tab of www.youtube.com. */
  youTubeTabs: () => Promise<Tab[]>
  access: TabAccess
  badge: Badge
  fetch: typeof globalThis.fetch
}

const NO_VIDEO = {
  code: 'forbidden_page',
  message: 'A moment is a place in a YouTube video. Open a video, then press the shortcut while you watch.',
} as const
const NO_SCRIPT = {
  code: 'error',
  message: 'The moment was not kept: this YouTube page did not answer. Reload it, then press again.',
} as const

/** The worker's side of moments, put together: the shortcut, what watch pages say, and the alarm. */
export function momentWorker(deps: MomentWorkerDeps) {
  const { outbox, messages, commands, access, fetch } = deps
  const { open, clips, operations, sender, project, pairing } = outbox
  const records = momentRecords(open)
  const api = createApi({ pairing, fetch, failed: () => {} })
  const ways: WordsDeps = {
    open,
    records,
    stored: async id => {
      const answer = await api.source(id)
      return answer.ok ? answer.value : null
    },
    readTab: (videoId, tabId) => readTab({ tabs: access, now: deps.clock }, videoId, tabId),
  }
  const moments = keepMoments({
    ...deps,
    records,
    clips,
    operations,
    sender,
    projectId: project.orFirst,
    // One at a time for a video: the second moment finds what the first one asked for.
    wordsOf: (videoId, tabId) =>
      deps.locks.hold(`ownwords.words:${videoId}`, () => wordsOfVideo(ways, videoId, tabId)),
    tabOf: async videoId =>
      (await deps.youTubeTabs()).find(({ url, loading }) => url && !loading && videoIdOf(url) === videoId)
        ?.id ?? null,
    changed() {
      deps.announcements.tell({ kind: 'outbox' })
      void sender.flush().catch(() => {})
    },
  })

  async function answer(message: unknown, { tabId, url }: Origin): Promise<Told | null> {
    const { FromPage } = await import('./shapes.ts')
    const parsed = FromPage.safeParse(message)
    if (!parsed.success || !isYouTube(url)) return null
    const said = parsed.data
    try {
      if (said.moment === 'keep') return await moments.keep(said)
      if (said.moment === 'words') return await moments.fill(said.id, tabId)
      if (said.moment === 'mark') return await moments.mark(said)
      if (said.moment === 'note') return await moments.note(said)
      if (said.moment === 'undo') return await moments.undo(said)
      await moments.fillAll(said.videoId, tabId)
    } catch (error) {
      if (error instanceof DOMException) return { ok: false, message: diskFailure(error).message }
      return { ok: false, message: error instanceof Error ? error.message : NO_SCRIPT.message }
    }
    return null
  }

  return {
    listen: () =>
      messages.onSaid((message, from) =>
        typeof message === 'object' && message !== null && 'moment' in message ? answer(message, from) : null,
      ),

    /** The shortcut: the page knows its playhead and does the rest. */
    async pressed(tab: Tab): Promise<void> {
      if (!tab.url || videoIdOf(tab.url) === null || !isYouTube(tab.url))
        return tellOutcome(deps, tab.id, { ok: false, error: NO_VIDEO })
      const shortcut = await commands.shortcut(MOMENT_COMMAND)
      const message: ToPage = { moment: 'pressed', shortcut }
      try {
        await messages.tell(tab.id, message).catch(async () => {
          await access.inject(tab.id, SCRIPT)
          await messages.tell(tab.id, message)
        })
      } catch {
        await tellOutcome(deps, tab.id, { ok: false, error: NO_SCRIPT })
      }
    },

    /** The keys as the creator has set them, for the button's name: a page cannot ask for them. */
    async nameKeys(): Promise<void> {
      await deps.local.set(SHORTCUT_KEY, await commands.shortcut(MOMENT_COMMAND))
    },

    rang: () => moments.fillAll(null, null),
  }
}

const isYouTube = (url: string) => URL.canParse(url) && new URL(url).origin === 'https://www.youtube.com'
