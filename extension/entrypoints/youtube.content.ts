import { defineContentScript } from 'wxt/utils/define-content-script'
import { setTimer } from '../browser/set-timer.ts'
import type { ToPage } from '../moment/messages.ts'
import { watchMoments } from '../moment/watch.ts'

// Of storage, by name only: what the worker's own files import is no weight for every watch page.
const [WANTING, SHORTCUT] = ['moments-wanting', 'moment-shortcut']

/**
 * All of us that is on a page before a click, and only on YouTube: navigation there is within the page, so it waits
 * for a watch page on every one. At document_start, so that the card's keys are heard before YouTube's own.
 */
export default defineContentScript({
  matches: ['https://www.youtube.com/*'],
  runAt: 'document_start',
  main(context) {
    const read = async (key: string): Promise<unknown> => (await chrome.storage.local.get(key))[key]
    const moments = watchMoments({
      page: document,
      signal: context.signal,
      send: async message => chrome.runtime.sendMessage(message),
      wanting: async () => ((await read(WANTING)) ?? []) as string[],
      cardRoot: () => document.createElement('ownwords-moment').attachShadow({ mode: 'closed' }),
      now: () => performance.now(),
      timer: setTimer,
    })
    const named = (keys: unknown) => moments.named(typeof keys === 'string' ? keys : null)
    void read(SHORTCUT).then(named, () => {})

    const heard = (message: Partial<ToPage> | null) => {
      if (message?.moment !== 'pressed') return
      named(message.shortcut)
      moments.pressed()
    }
    chrome.runtime.onMessage.addListener(heard)
    context.onInvalidated(() => chrome.runtime?.onMessage?.removeListener(heard))
    // The event comes before the address has changed.
    context.addEventListener(window, 'wxt:locationchange', () => context.setTimeout(moments.look, 0))
  },
})
