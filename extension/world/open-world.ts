import { createApi } from '../api/client.ts'
import { chromeAlarms } from '../browser/alarms.ts'
import { channelAnnouncements } from '../browser/announcements.ts'
import { chromeCommands } from '../browser/commands.ts'
import { doingsIn } from '../browser/doings.ts'
import { browserLocks } from '../browser/locks.ts'
import { chromePermissions } from '../browser/permissions.ts'
import { chromeScripting } from '../browser/scripting.ts'
import { setTimer } from '../browser/set-timer.ts'
import { browserSpeech } from '../browser/speech.ts'
import { localArea, sessionArea } from '../browser/storage.ts'
import { browserRoom } from '../browser/storage-room.ts'
import { chromeTabs } from '../browser/tabs.ts'
import { createClip } from '../capture/clip-tab.ts'
import { serverWords } from '../capture/youtube/server-leg.ts'
import { wakeChannelWorker } from '../channel/wake.ts'
import { chromeYoutubeTabs } from '../channel/youtube-tabs.ts'
import { noting } from '../highlights/kept-selections.ts'
import { openKeptSelections } from '../highlights/open-kept-selections.ts'
import { openOutbox } from '../outbox/open-outbox.ts'
import { persistOnce } from '../outbox/sender.ts'
import { lateReports } from '../reports/late-reports.ts'
import { watchErrors } from '../reports/watch-errors.ts'
import { hereOfPage } from '../servers/here.ts'
import { createWorld } from './create-world.ts'
import type { LiveWorld } from './world-deps.ts'

/**
 * The real world, over this browser: once in the panel's page, and in that of a tab which shows the same.
 * @param shown resolves when the panel is put on the page
 */
export function openWorld(place: 'panel' | 'workspace', shown: Promise<void>): LiveWorld {
  const local = localArea()
  const session = sessionArea()
  const announcements = channelAnnouncements()
  const clock = () => Date.now()
  const send: typeof fetch = (...args) => fetch(...args)
  const on = (target: EventTarget, type: string, heard: () => void) => {
    target.addEventListener(type, heard)
    return () => target.removeEventListener(type, heard)
  }
  const locks = browserLocks()
  const outbox = openOutbox({
    local,
    session,
    hereOf: hereOfPage,
    alarms: chromeAlarms(),
    announcements,
    locks,
    fetch: send,
    clock,
    random: Math.random,
    persist: () => persistOnce(local),
  })
  const reports = lateReports({
    ...outbox,
    ...{ local: outbox.own, session, fetch: send, clock, setTimer },
    of: { place, version: chrome.runtime.getManifest().version, origin: location.origin },
  })
  // A page that is being closed breaks in ways that are no fault.
  on(window, 'pagehide', watchErrors(window, reports.broke))
  const tabs = chromeTabs()
  const pdfReader = () => new Worker('/read-pdf.js')
  const keptSelections = openKeptSelections({ local: outbox.own, locks, open: outbox.open, clock })
  return createWorld({
    tabs,
    speech: browserSpeech(path => tabs.open(location.origin + path, { active: true })),
    scripting: chromeScripting(),
    permissions: chromePermissions(),
    commands: chromeCommands(),
    announcements,
    local: outbox.own,
    beginAnew: () => location.reload(),
    session,
    reports,
    outbox: { ...outbox, sender: noting(outbox.sender, keptSelections) },
    keptSelections,
    clip: createClip({
      pdfReader,
      serverWords: serverWords(createApi({ pairing: outbox.pairing, fetch: send, failed: () => {} })),
    }),
    pdfReader,
    eyes: async () => (await import('../check/eyes.ts')).eyesOf(send, pdfReader),
    youtube: chromeYoutubeTabs(),
    wakeChannel: wakeChannelWorker,
    addCaptionsTo: async (...given) => (await import('../capture/captions.ts')).addCaptionsTo(...given),
    fetch: send,
    clock,
    random: Math.random,
    setTimer,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms)
        signal.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(signal.reason)
        })
      }),
    onAttention(heard) {
      const offs = [
        on(window, 'focus', heard),
        // The pointer comes before the click, and no focus does when the panel has it already.
        on(document.documentElement, 'pointerenter', heard),
      ]
      return () => {
        for (const off of offs) off()
      }
    },
    onHope(heard) {
      const offs = [on(window, 'online', heard), on(document, 'visibilitychange', heard)]
      return () => {
        for (const off of offs) off()
      }
    },
    measureRoom: browserRoom,
    doings: doingsIn(document),
    isVisible: () => document.visibilityState === 'visible',
    async afterPaint(run) {
      // Before it there are frames too, of an empty page.
      await shown
      // A page that is not shown gives no frame: then it is no later than this.
      const latest = setTimeout(run, 200)
      requestAnimationFrame(() =>
        setTimeout(() => {
          clearTimeout(latest)
          run()
        }),
      )
    },
  })
}
