import { defineBackground } from 'wxt/utils/define-background'
import { newId } from '../../core/contract/new-id.ts'
import { keptActivity } from '../activity/kept-activity.ts'
import { createApi } from '../api/client.ts'
import { chromeAlarms } from '../browser/alarms.ts'
import { channelAnnouncements } from '../browser/announcements.ts'
import { chromeBadge } from '../browser/badge.ts'
import { chromeCommands } from '../browser/commands.ts'
import { browserLocks } from '../browser/locks.ts'
import { chromeMenus } from '../browser/menus.ts'
import { chromeMessages } from '../browser/messages.ts'
import { chromeHiddenPage } from '../browser/offscreen.ts'
import { chromePermissions } from '../browser/permissions.ts'
import { chromeScripting } from '../browser/scripting.ts'
import { setTimer } from '../browser/set-timer.ts'
import { chromeSidePanel } from '../browser/side-panel.ts'
import { localArea, sessionArea } from '../browser/storage.ts'
import { chromeTabs, seen } from '../browser/tabs.ts'
import { chromeTabsOf } from '../browser/tabs-of.ts'
import { createClip } from '../capture/clip-tab.ts'
import { chromeTabAccess } from '../capture/tab-access.ts'
import { serverWords } from '../capture/youtube/server-leg.ts'
import { channelWorker } from '../channel/worker.ts'
import { finishLinks, LINK_ALARM } from '../gestures/clip-link.ts'
import { gestures } from '../gestures/gestures.ts'
import { noticesIn } from '../gestures/notice.ts'
import { noting } from '../highlights/kept-selections.ts'
import { markQuotes } from '../highlights/mark-quotes.ts'
import { openKeptSelections } from '../highlights/open-kept-selections.ts'
import { answerPages } from '../highlights/page-message.ts'
import type { LinkAnswer, LinkedVideo, LinkQuestion } from '../links/link-answer.ts'
import { clipLinkedVideo } from '../links/linked-video.ts'
import { MOMENT_ALARM } from '../moment/wanting.ts'
import { MOMENT_COMMAND, momentWorker } from '../moment/worker.ts'
import { openOutbox } from '../outbox/open-outbox.ts'
import { persistOnce, SEND_ALARM } from '../outbox/sender.ts'
import { countingClips } from '../reports/counting-clips.ts'
import { lateReports } from '../reports/late-reports.ts'
import { watchErrors } from '../reports/watch-errors.ts'
import { hereOfWorker } from '../servers/here.ts'

/**
 * The worker: it wakes for a gesture or an alarm, does that one thing and dies. Nothing may depend on its
 * variables, and every listener is added at once, or the browser would not wake it for them.
 */
export default defineBackground(() => {
  const local = localArea()
  const session = sessionArea()
  const alarms = chromeAlarms()
  const announcements = channelAnnouncements()
  const clock = () => Date.now()
  const send: typeof fetch = (...args) => fetch(...args)
  const locks = browserLocks()
  const outbox = openOutbox({
    local,
    session,
    hereOf: hereOfWorker,
    alarms,
    announcements,
    locks,
    fetch: send,
    clock,
    random: Math.random,
    persist: () => persistOnce(local),
  })
  const { project, pairing } = outbox
  const reports = lateReports({
    ...outbox,
    ...{ local: outbox.own, session, fetch: send, clock, setTimer },
    of: { place: 'background', version: chrome.runtime.getManifest().version, origin: location.origin },
  })
  watchErrors(globalThis as unknown as EventTarget, reports.broke)
  const kept = openKeptSelections({ local: outbox.own, locks, open: outbox.open, clock })
  const sender = countingClips(noting(outbox.sender, kept), reports.used)
  const scripting = chromeScripting()
  const tabs = chromeTabs()
  const hidden = chromeHiddenPage()
  const deps = {
    clip: createClip({ serverWords: serverWords(createApi({ pairing, fetch: send, failed: () => {} })) }),
    sender,
    project,
    badge: chromeBadge(),
    notices: noticesIn(session),
    announcements,
    clock,
    pause: (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms)),
    tabs,
    permissions: chromePermissions(),
    session,
    alarms,
    sidePanel: chromeSidePanel(),
    menus: chromeMenus(),
    setTimer,
    async showKept(tabId: number, url: string) {
      const quotes = (await kept.isOn()) ? await kept.of(url) : []
      const anchors = quotes.map(each => each.anchor)
      await scripting.run(tabId, markQuotes, anchors, 'kept')
    },
    readLink: async (question: LinkQuestion) =>
      ((await hidden.ask(question)) as LinkAnswer | null) ?? { got: 'open' as const },
    clipLinkedVideo: (video: LinkedVideo, projectId: string) =>
      clipLinkedVideo(video, projectId, {
        tabs: chromeTabAccess(),
        youtubeTabs: tabs,
        now: clock,
        newId: () => newId(),
      }),
  }
  const by = gestures(deps)
  const activity = keptActivity({ local: outbox.own, locks })
  /** A clip from a page is work on the project that it goes to. */
  const captured = async () => {
    const projectId = await project.known()
    if (projectId) await activity.captured(projectId, clock()).catch(() => {})
  }
  answerPages(chromeMessages(), kept)
  const moments = momentWorker({
    outbox: { ...outbox, sender: countingClips(outbox.sender, reports.used) },
    ...{ local, locks, alarms, announcements, clock, fetch: send },
    ...{ badge: deps.badge, notices: deps.notices, pause: deps.pause },
    messages: chromeMessages(),
    commands: chromeCommands(),
    youTubeTabs: chromeTabsOf('https://www.youtube.com/*'),
    access: chromeTabAccess(),
    isOnline: () => navigator.onLine,
  })
  moments.listen()
  channelWorker({
    ...{ outbox, session, alarms, announcements, locks, clock, fetch: send },
    pause: deps.pause,
  }).listen()

  chrome.action.onClicked.addListener(raw => {
    const tab = seen(raw)
    if (tab) void by.toolbar(tab)
    void captured()
  })
  chrome.commands.onCommand.addListener((command, raw) => {
    void captured()
    const tab = raw && seen(raw)
    if (tab) void (command === MOMENT_COMMAND ? moments.pressed(tab) : by.shortcut(command, tab))
  })
  chrome.contextMenus.onClicked.addListener((info, raw) => {
    void captured()
    const tab = raw && seen(raw)
    if (tab) void by.menu({ itemId: String(info.menuItemId), linkUrl: info.linkUrl ?? null }, tab)
  })
  chrome.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === SEND_ALARM) void sender.flush().then(() => outbox.others.send())
    if (alarm.name === LINK_ALARM) void finishLinks(deps)
    if (alarm.name === MOMENT_ALARM) void moments.rang()
  })
  chrome.runtime.onInstalled.addListener(() => {
    void by.installMenus()
    // An update of the extension forgets on which pages its scripts run.
    void kept.settle()
    void moments.nameKeys()
    void sender.flush()
  })
  chrome.runtime.onStartup.addListener(() => {
    void sender.flush()
    void moments.nameKeys()
  })
})
